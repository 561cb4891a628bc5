"""The C# in docs/INTEGRATION.md, taken from the page and run as it stands: only the endpoint and the way to the checkout are ours.
host: --set FeedbackDelay=0.05
"""
import re

from page import PAGE, ROOT, bus, published, run, write
from checks import main  # noqa: E402  (page has put it on the path)


def csharp():
    project = ROOT / "src" / "SesMailEngine.Aws" / "SesMailEngine.Aws.csproj"
    text = re.sub(r"^#:project .*$", f"#:project {project}", PAGE["publish.cs"][1], flags=re.M)
    run("publish.cs", ["dotnet", "run", "-c", "Release", write("publish.cs", text)], bus.endpoint)
    published("publish.cs")


main(csharp)
