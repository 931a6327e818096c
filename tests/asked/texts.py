"""Questions about what invented reports say in words, with the words of the passage that answers them; and others that no
passage answers, though many are somewhat like them. Worded by hand, seldom in the reports' own words."""

from __future__ import annotations

from random import Random

from asking import _finished

from extractors.records import Report
from index.originals import Original
from index.store import Store
from samples import content
from samples.themes import THEMES

# question, what the passage that answers it holds
ANSWERED: list[tuple[str, str]] = [
    # in part, loosely
    ("哪个项目提到转诊更及时？", "转诊更及时"),
    ("哪些项目提到非遗体验？", "非遗体验"),
    ("有没有报告提到居民出门有景？", "居民出门有景"),
    ("哪个项目写到了补充图书？", "补充图书"),
    ("哪份报告说到保障下游农田灌溉？", "保障下游农田灌溉"),
    ("有没有关于学生资助的内容？", "学生资助"),
    ("关于防洪抗旱的职责是怎么写的？", "防洪抗旱"),
    ("哪个部门负责社会组织登记？", "社会组织登记管理"),
    ("哪个单位负责市容环境卫生？", "市容环境卫生"),
    ("哪些项目计划每月公布检查结果？", "每月公布检查结果"),
    ("哪个项目打算汇总群众意见？", "汇总群众意见"),
    ("报告里有没有提到分区管护标准？", "分区管护标准"),
    ("哪些项目说到值守中心？", "值守中心"),
    ("哪个项目要评估会诊质量？", "评估会诊质量"),
    ("哪个部门的职责里写到养老服务？", "养老服务"),
    ("哪些项目依据财务收支审批规定？", "财务收支审批规定"),
    ("引用了预算法的有哪些部门？", "中华人民共和国预算法"),
    ("哪个项目提到供应商到货延期？", "供应商到货延期"),
    ("为什么说申报对象少于预期？", "申报对象少于预期"),
    ("哪些项目的原因里提到汛期？", "汛期延长"),
    # by words that mean the same
    ("哪个项目打算疏浚池塘？", "清淤"),
    ("哪些项目提到维修长椅和路灯？", "维修座椅与照明"),
    ("哪个项目写到了孤寡老人？", "独居老人"),
    ("哪个项目要给村里的乡村医生培训？", "村医轮训"),
    ("哪些项目计划补种花草？", "补植绿植"),
    ("有没有项目提到读书角？", "阅读角"),
    ("哪个部门负责非物质文化遗产保护？", "非物质文化遗产保护"),
    ("哪个部门负责疾控？", "疾病预防控制"),
    ("哪个部门负责母婴健康？", "妇幼健康"),
    ("哪个单位负责城管执法？", "综合执法"),
    ("哪个项目提到供货商延期交货？", "供应商到货延期"),
    ("有没有关于收集书单的计划？", "书目征集"),
    ("哪个项目打算上门评估？", "入户评估"),
    ("哪些项目提到24小时值守？", "值守中心全天"),
    ("有没有报告说到扣违约赔偿？", "扣除违约金"),
    ("哪个项目要在雨季前挖淤？", "汛前完成主体清淤"),
    ("哪个部门负责抗洪？", "防洪抗旱"),
    ("哪个项目写到恢复储水能力？", "恢复蓄水能力"),
    ("有没有项目提到巡回演出线路？", "巡演路线"),
    ("哪个项目打算每季度换一次展出主题？", "更换一次展览主题"),
    ("哪个部门的职责提到教育资金监管？", "教育经费监督"),
    ("哪个项目计划检修设备两轮？", "设备巡检两轮"),
    ("有没有提到突发公共卫生事件的职责？", "卫生应急"),
    ("哪些项目提到小病在村里看？", "常见病在村里看"),
    # in English
    ("Which projects mention dredging ponds?", "清淤"),
    ("Which project mentions elderly living alone?", "独居老人"),
    ("Which department is responsible for flood control?", "防洪"),
    ("Which department is responsible for disease prevention?", "疾病预防"),
    ("Which reports mention late suppliers?", "供应商到货延期"),
    ("Which projects plan to replant greenery?", "补植绿植"),
    ("Which project mentions reading corners?", "阅读角"),
    ("Which projects plan home visits?", "入户"),
    ("Which department is responsible for elderly care?", "养老服务"),
    ("Which projects mention intangible heritage?", "非遗"),
    ("Which project plans acceptance of the banks?", "护岸修复和验收"),
    ("Which reports mention the flood season?", "汛期"),
    ("Which projects mention benches and lighting?", "座椅与照明"),
    ("Which project mentions irrigation of farmland?", "农田灌溉"),
    ("Which department is responsible for social relief?", "社会救助"),
    ("Which projects plan training of village doctors?", "村医轮训"),
    ("Which projects mention referrals?", "转诊"),
]

UNANSWERABLE = [
    "哪个项目提到地铁建设？", "有没有关于污水处理的内容？", "哪些项目提到疫情？", "哪个项目要建博物馆？", "哪个部门负责交通执法？", "报告里有没有提到垃圾分类？",
    "哪个项目提到幼儿园食堂？", "哪个项目打算维修桥梁？", "有没有项目提到残疾人康复？", "哪个部门负责森林防火？", "哪个项目写到了电子政务？", "哪些项目计划采购校车？",
    "哪个项目提到公园地下停车场？", "有没有报告说到设备被盗？", "哪个项目要给老人发放现金？", "哪个部门负责城市供热？", "有没有关于地震应急的计划？", "哪个项目提到婚姻登记？",
    "哪些项目的原因里提到资金不足？", "哪个项目因为拆迁推迟？", "有没有项目提到无人机巡检？", "哪个项目打算修建体育馆？", "哪个部门负责烟草专卖？", "引用了招标投标法的有哪些部门？",
    "哪些项目没有提到清淤？", "哪个项目提到外籍教师？", "有没有提到学生近视防控？", "哪个项目打算在社区安装充电桩？", "报告里说到裁员了吗？", "哪个项目提到老人助餐？",
    "Which project mentions a subway?", "Which projects mention the pandemic?", "Which department is responsible for tourism?", "Which projects plan to build a library?",
    "Which reports mention fraud?", "Which project mentions earthquake relief?", "Which projects do not mention dredging?", "Which project mentions school buses?",
    "Which department is responsible for road maintenance?", "Which reports mention lawsuits?",
]  # fmt: skip


def fill(store: Store) -> dict[str, list[Report]]:
    """One file of each theme: a department's targets, a project's targets, its results of the year before."""
    files: dict[str, list[Report]] = {}
    for n, theme in enumerate(THEMES):
        random = Random(n)
        region = content.REGIONS[n % len(content.REGIONS)]
        made = [content.department_target(random, region, 2024, theme), content.project_target(random, region, 2024, theme)]
        made.append(content.project_evaluation(random, region, 2023, theme, faults=("total_mismatch",)))
        name = f"{region}{theme.unit}.pdf"
        files[name] = [_finished(m.report.model_copy(update={"document": name})) for m in made]
        store.save(Original(sha256=f"{n + 1:064x}", name=name, kind="pdf", pages=3, size=1), files[name], [[] for _ in made])
    return files
