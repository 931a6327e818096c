"""Every word of the page, in both languages side by side. Data and the one function that reads it; no layout.

Chinese stands first and is what a page starts with; an entry lacking a language cannot be written.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("绩效问答", "Performance Reports"),
    "subtitle": ("预算绩效报告 · 逐值读取 · 按单元格溯源", "Budget performance reports, read exactly, every value with its place"),
    "holdings": ("{files} 个文件 · {reports} 份报告", "{files} files · {reports} reports"),
    "tab_ask": ("提问", "Ask"),
    "tab_reports": ("报告", "Reports"),
    # Ask
    "question_hint": ("输入问题，回车提问。例如：2024年哪些指标没有完成？", "Ask: which indicators were missed in 2024?"),
    "question_label": ("问题", "Question"),
    "ask": ("提问", "Ask"),
    "new_talk": ("新对话", "New chat"),
    "welcome": ("关于已入库的报告，可以这样问", "What the reports here can be asked"),
    "welcome_more": (
        "数字由库中记录计算得出；答案的每一行都能打开原件页面，并标出所在的单元格。",
        "Numbers are computed from the records; every row of an answer opens the original page with its cell marked.",
    ),
    "no_reports": ("还没有报告", "No report yet"),
    "no_reports_more": (
        "请先上传绩效目标表或自评表（PDF、Excel、Word）。读取完成后，即可在这里提问。",
        "Upload target or self-evaluation forms first (PDF, Excel, Word). Once they are read, ask about them here.",
    ),
    "go_upload": ("去上传报告", "Upload reports"),
    "asking": ("正在查询…", "Looking it up…"),
    "query": ("查询", "Query"),
    "how": ("方式", "How"),
    "warning": ("注意", "Note"),
    "can_ask": ("可以这样问：", "You can ask:"),
    "no_data": ("报告中没有", "Not in the reports"),
    "unclear": ("没有理解这个问题", "Question not understood"),
    "problem": ("未能回答", "Could not answer"),
    "rows": ("{n} 行，点选可查看出处", "{n} rows; select one to see its source"),
    "row": ("1 行，点选可查看出处", "1 row; select it to see its source"),
    "records": ("依据的 {n} 条记录", "Rests on {n} records"),
    "record": ("依据的 1 条记录", "Rests on 1 record"),
    "more_rows": ("再显示 {n} 行（共 {total} 行）", "Show {n} more rows (of {total})"),
    "unit": ("单位", "Unit"),
    "project": ("项目", "Project"),
    "year": ("年度", "Year"),
    "indicator": ("指标", "Indicator"),
    "item": ("名称", "Name"),
    "value": ("数值", "Value"),
    "cited_text": ("原文", "As printed"),
    "document": ("文件", "File"),
    "page": ("页", "Page"),
    "source_place": ("出处", "Source"),
    "page_n": ("第 {n} 页", "page {n}"),
    "line_by_line": ("逐条文字说明", "The same line by line"),
    "sheet_n": ("表 {n} {cell}", "Sheet {n} {cell}"),
    # Reports: files coming in
    "drop": ("拖入或点选报告文件（PDF、Excel、Word 或 ZIP，可多选，单个不超过 {mb} MB）", "Drop or choose report files (PDF, Excel, Word or ZIP; several at once; up to {mb} MB each)"),
    "upload": ("上传报告", "Upload reports"),
    "reading": ("正在读取 {done} / {total} 个文件…", "Reading {done} of {total} files…"),
    "read": ("已完成：入库 {stored} 个，已有 {skipped} 个，失败 {failed} 个", "Done: {stored} stored, {skipped} already there, {failed} failed"),
    "read_cancelled": ("，取消 {n} 个", ", {n} cancelled"),
    "waiting": ("等待读取", "waiting"),
    "reading_page": ("正在读取第 {page} / {pages} 页", "reading page {page} of {pages}"),
    "stop": ("停止读取", "Stop"),
    "cancelled": ("已取消，没有入库", "cancelled; not stored"),
    "stored": ("已入库，{n} 份报告", "stored, {n} report(s)"),
    "stored_superseded": ("已入库，{n} 份报告，其中 {m} 份已有同一报告在用", "stored, {n} report(s); another report already stands for {m} of them"),
    "skipped": ("内容相同的文件已在库中，未重复入库", "already here: a file of the same content; not stored twice"),
    "failed": ("失败", "failed"),
    "too_large": ("文件超过 {mb} MB，请拆分后再上传。", "The file is larger than {mb} MB; split it and upload again."),
    "fault": ("程序出错，详情已写入日志 jixiao.log，请反馈。", "The program failed; the details are in the log jixiao.log. Please report it."),
    # Reports: the list
    "all_reports": ("全部报告", "All reports"),
    "list_empty": ("还没有报告。上传后会列在这里。", "No report yet. Uploaded ones are listed here."),
    "list_none": ("没有符合筛选条件的报告。", "No report fits the filter."),
    "list_rest": ("另有 {n} 份未列出，请用上面的筛选缩小范围。", "{n} more are not listed; narrow them down with the filter above."),
    "filter": ("筛选单位、项目、年度或文件", "Filter by unit, project, year or file"),
    "kind": ("类型", "Kind"),
    "score": ("得分", "Score"),
    "state": ("状态", "State"),
    "counted": ("计入", "counts"),
    "superseded": ("已被替代", "superseded"),
    "withdrawn": ("已撤回", "withdrawn"),
    "chosen": ("人工选用", "chosen"),
    "to_check": ("{n} 处待核对", "{n} to check"),
    "no_name": ("（未填）", "(blank)"),
    # Reports: one report
    "back": ("← 全部报告", "← All reports"),
    "withdraw": ("撤回", "Withdraw"),
    "restore": ("恢复", "Restore"),
    "choose": ("选用这一份", "Use this one"),
    "state_counted": ("计入回答与检查。", "Counts in answers and findings."),
    "state_superseded": ("同一报告另有一份在用，这份不计入。", "Another copy of this report counts instead of this one."),
    "state_withdrawn": ("已撤回，不计入回答与检查。", "Withdrawn: counts in no answer and no finding."),
    "head": ("基本信息", "Head"),
    "funds": ("资金（万元）", "Funds (10,000 yuan)"),
    "goals": ("目标与情况", "Goals and results"),
    "indicators": ("指标", "Indicators"),
    "other": ("其他栏目", "Other labels"),
    "findings": ("检查发现", "Findings"),
    "no_findings": ("没有发现问题。", "Nothing found."),
    "source": ("来源", "Source"),
    "initial": ("年初预算", "Initial"),
    "full_year": ("全年预算", "Full year"),
    "executed": ("执行数", "Executed"),
    "execution_rate": ("执行率 %", "Rate %"),
    "weight": ("分值", "Weight"),
    "level1": ("一级", "Level 1"),
    "level2": ("二级", "Level 2"),
    "level3": ("三级指标", "Indicator"),
    "target": ("目标值", "Target"),
    "actual": ("实际完成值", "Actual"),
    "status": ("判断", "Status"),
    "deviation_reason": ("偏差原因", "Reason"),
    "explanation": ("指标解释", "Explanation"),
    "in_review": ("待核对", "to check"),
    "error": ("错误", "error"),
    "warning_severity": ("警告", "warning"),
    "note": ("提示", "note"),
    # Values held against the paper
    "to_check_title": ("待核对", "To check"),
    "left": ("还有 {n} 处", "{n} left"),
    "keys": (
        "选中后：回车确认并转到下一处，E 改正，↑↓ 移动。核对后，回答立即采用新值；原来读取的内容不会丢失。",
        "On a value: Enter confirms and goes on, E edits, ↑↓ move. Answers follow at once; what was read is never lost.",
    ),
    "cards_more": ("另有 {n} 处，核对上面的之后依次显示。", "{n} more follow as these are checked."),
    "who": ("核对人", "Checked by"),
    "who_hint": ("请填写姓名", "your name"),
    "who_first": ("请先填写核对人姓名", "Say who you are first"),
    "confirm": ("确认", "Confirm"),
    "edit": ("改正", "Correct"),
    "save": ("保存", "Save"),
    "cancel": ("取消", "Cancel"),
    "take_back": ("撤回决定", "Take back"),
    "close": ("关闭", "Close"),
    "new_value": ("原件上的值", "the value on the paper"),
    "reason_hint": ("原因（可不填）", "reason (optional)"),
    "hint_text": ("照原件填写", "as it stands on the paper"),
    "hint_money": ("写明单位，如 150.5万元 或 1505000元", "name the unit: 1505000 yuan or 150.5 wan (10,000 yuan)"),
    "hint_points": ("数字，如 9.5", "a number, such as 9.5"),
    "hint_rate": ("百分数，如 98.5%", "a percentage, such as 98.5%"),
    "hint_year": ("年度，如 2024", "a year, such as 2024"),
    "hint_yes_no": ("是 或 否", "yes or no"),
    "not_read": ("（空白）", "(blank)"),
    "why_blank": ("这里没有读到内容", "nothing was read here"),
    "why_weak": ("识别把握 {n}%", "recognised with {n} % confidence"),
    "why_alone": ("只凭识别，没有其他数值可以印证", "recognised only; nothing else on the form bears it out"),
    "why_odd": ("与表内其他内容不符，或可能不全", "does not fit the rest of the form, or may be incomplete"),
    "by_confirmed": ("{who}已确认", "confirmed by {who}"),
    "by_corrected": ("{who}已改正", "corrected by {who}"),
    "did_confirmed": ("{who} 确认", "{who} confirmed"),
    "did_corrected": ("{who} 改正", "{who} corrected"),
    "did_withdrawn": ("{who} 撤回", "{who} took back"),
    "history": ("核对记录", "Decisions"),
    "checked": ("已核对", "checked"),
    "corrected": ("已改正", "corrected"),
    "all_checked": ("全部核对完毕", "all checked"),
    "not_found": ("未读到（可补填）：", "Not found (can be filled in):"),
    "crop_of": ("原件第 {n} 页上的这一处", "this place on page {n} of the original"),
    "doubts": ("尚未核对的值，原件上是这样的", "Not yet checked; on the paper it looks like this"),
    "doubts_more": ("另外 {n} 处", "{n} more"),
    "read_as": ("读作", "read as"),
    "to_desk": ("去核对", "Check"),
    "checked_by": ("{who} 已核对", "checked by {who}"),
    "unchecked": ("{n} 处待核对", "{n} to check"),
    # The viewer, read by page.js
    "viewer_empty": ("选中一行，这里显示它在原件上的位置", "Select a row to see its place in the original"),
    "viewer_empty_more": ("页面图像取自上传的原件，所引单元格用橙色框标出。", "Pages are drawn from the file as uploaded; the cell cited is framed in orange."),
    "viewer_page": ("第 {page} / {pages} 页", "Page {page} of {pages}"),
    "viewer_sheet": ("第 {page} / {pages} 张表", "Sheet {page} of {pages}"),
    "viewer_previous": ("上一页", "Previous page"),
    "viewer_next": ("下一页", "Next page"),
    "viewer_larger": ("放大", "Zoom in"),
    "viewer_smaller": ("缩小", "Zoom out"),
    "viewer_marked": ("回到标记", "To the mark"),
    "viewer_loading": ("正在打开页面…", "Opening the page…"),
    "viewer_failed": ("无法显示这一页：文件可能已被移走，请重新上传。", "This page cannot be shown: the file may be gone; upload it again."),
    "viewer_no_place": ("原件中没有标出位置。", "No place is recorded in the original."),
}  # fmt: skip

STATUSES: dict[str, tuple[str, str]] = {
    "met": ("达标", "met"),
    "partial": ("部分达标", "partly met"),
    "missed": ("未达标", "missed"),
    "unverifiable": ("无法判断", "cannot be told"),
    "not_reported": ("未填报", "not reported"),
    "not_applicable": ("不适用", "not applicable"),
}

FLAGS: dict[str, tuple[str, str]] = {
    "copied_target": ("照抄目标值", "copies the target"),
    "comparator_in_actual": ("完成值带比较符", "comparator in the actual"),
    "exceeded": ("超额", "exceeded"),
    "unexplained_deduction": ("达标仍扣分", "met, yet points lost"),
    "missed_full_score": ("未达标却满分", "missed, yet full score"),
}


def say(key: str, language: Language, **values: object) -> str:
    return TEXTS[key][language == "en"].format(**values) if values else TEXTS[key][language == "en"]


def headed(words: str) -> str:
    """Words as a heading starts them."""
    return words[:1].upper() + words[1:]


def viewer_texts() -> dict[str, dict[str, str]]:
    """The words that page.js needs, by language."""
    names = [key for key in TEXTS if key.startswith("viewer_") or key == "who_first"]
    return {language: {key.removeprefix("viewer_"): TEXTS[key][n] for key in names} for n, language in enumerate(("zh", "en"))}
