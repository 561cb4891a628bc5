using SesMailEngine.Core.Templates.Checks;
using SesMailEngine.Core.Templates.Checks.Html;

namespace SesMailEngine.Core.Tests.Templates.Checks;

public sealed class TagCheckTests
{
    [Theory]
    [InlineData("<a href='https://example.com'>x</a><a href='mailto:a@b.example'>x</a><a href=tel:1>x</a><a href='#top'>x</a><a name=top>")]
    [InlineData("<img src='https://example.com/a.png' alt=''><img alt='x' src=http://example.com/a.png>")]
    [InlineData("<!-- <img> --><!--[if mso]><a href='javascript:x'>x</a><![endif]-->")]
    public void What_mail_clients_show_is_fine(string html) => Found(html).ShouldBeEmpty();

    [Theory]
    [InlineData("<a href='javascript:alert(1)'>", "Error", "A link runs a script or opens data: 'javascript:alert(1)'")]
    [InlineData("<a href=' JavaScript:alert(1)'>", "Error", "A link runs a script or opens data: 'JavaScript:alert(1)'")]
    [InlineData("<a href='java&#115;cript&colon;alert(1)'>", "Error", "A link runs a script or opens data: 'javascript:alert(1)'")]
    [InlineData("<a href='java\nscript:alert(1)'>", "Error", "A link runs a script or opens data: 'java script:alert(1)'")]
    [InlineData("<a href='data:text/html,x'>", "Error", "A link runs a script or opens data: 'data:text/html,x'")]
    [InlineData("<A HREF=vbscript:x>", "Error", "A link runs a script or opens data: 'vbscript:x'")]
    [InlineData("<area href=''>", "Warning", "A link leads nowhere: ''")]
    [InlineData("<a href='www.example.com'>", "Warning", "A link leads nowhere: 'www.example.com'")]
    [InlineData("<a href='//example.com/x'>", "Warning", "A link leads nowhere: '//example.com/x'")]
    [InlineData("<a href='myapp://x'>", "Warning", "Many mail clients drop links that begin with 'myapp:': 'myapp://x'")]
    [InlineData("<form action='javascript:x'>", "Error", "A link runs a script or opens data: 'javascript:x'")]
    [InlineData("<img src='https://e.example/a.png'>", "Warning", "An image has no alt text: <img src='https://e.example/a.png'>")]
    [InlineData("<img alt='x' src='logo.png'>", "Warning", "An image has no full address: <img alt='x' src='logo.png'>")]
    [InlineData("<img alt='x'>", "Warning", "An image has no full address: <img alt='x'>")]
    [InlineData("<img alt='x' src='data:image/png;base64,x'>", "Warning", "Many mail clients show no 'data:' images: <img alt='x' src='data:image/png;base64,x'>")]
    public void What_they_do_not_show_or_must_not_is_told(string html, string severity, string message) =>
        Found(html).ShouldBe([$"{severity} {message}"]);

    private static IEnumerable<string> Found(string html)
    {
        var findings = new FindingList();
        new TagCheck(new SourceLocator([]), findings).Run(HtmlScan.Of(html).Tags);
        return findings.Sorted().Select(finding => $"{finding.Severity} {finding.Message}");
    }
}
