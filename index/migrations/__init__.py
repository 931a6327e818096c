"""The steps that bring a workspace's tables up to date, run by Alembic. Each is frozen once it is released."""

HEAD = "0005"  # the newest step; a test holds it against the files in versions/
