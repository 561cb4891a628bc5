using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SesMailEngine.Core.Templates;
using SesMailEngine.Testing.Fakes;

namespace SesMailEngine.Core.Tests.Templates;

/// <summary>The starters through the engine's own renderer, as a request would meet them.</summary>
public sealed class StarterTemplatesTests
{
    /// <summary>Gmail cuts what is longer.</summary>
    private const int GmailLimit = 102 * 1024;

    /// <summary>Would end an attribute, a tag, a comment and Outlook's conditional, and run as a template, if anything let it.</summary>
    private const string Hostile = "\"'><script>alert(1)</script> --> <![endif]--> {{ 7 * 7 }} {% if %} & x onload=\"x";

    private const string HostileUrl = "  JavaScript:alert(1)//\"><script>";

    public static TheoryData<string> Names => StarterTemplateFilesTests.Names;

    public static TheoryData<string, bool> NamesAndCompleteness =>
        [.. Names.SelectMany(row => new (string, bool)[] { (row.Data, false), (row.Data, true) })];

    [Theory]
    [MemberData(nameof(NamesAndCompleteness))]
    public async Task Every_starter_renders_with_and_without_its_optional_variables(string name, bool complete)
    {
        var mail = await RenderAsync(name, Data(name, complete));
        mail.Html.ShouldStartWith("<!DOCTYPE html>");
        mail.Html.ShouldEndWith("</html>");
        mail.Text.ShouldNotBeNullOrWhiteSpace();
        mail.Subject.ShouldNotBeNullOrWhiteSpace();
        mail.Version.ShouldBe("1.0.0");
    }

    [Theory]
    [MemberData(nameof(NamesAndCompleteness))]
    public async Task Nothing_of_the_template_language_is_left_in_a_mail(string name, bool complete)
    {
        var mail = await RenderAsync(name, Data(name, complete));
        foreach (var rest in (string[])["{{", "}}", "{%", "%}", "{#", "None", "Undefined"])
        {
            mail.Html.ShouldNotContain(rest, Case.Sensitive);
            mail.Text.ShouldNotContain(rest, Case.Sensitive);
            mail.Subject!.ShouldNotContain(rest, Case.Sensitive);
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndCompleteness))]
    public async Task Gmail_shows_the_whole_mail(string name, bool complete) =>
        Encoding.UTF8.GetByteCount((await RenderAsync(name, Data(name, complete))).Html).ShouldBeLessThan(GmailLimit / 4);

    [Theory]
    [MemberData(nameof(NamesAndCompleteness))]
    public async Task Every_tag_is_closed(string name, bool complete) =>
        new RenderedPage((await RenderAsync(name, Data(name, complete))).Html).FirstUnbalanced().ShouldBeNull();

    [Theory]
    [MemberData(nameof(NamesAndCompleteness))]
    public async Task The_text_part_has_no_gaps_and_no_stray_blanks(string name, bool complete)
    {
        var text = (await RenderAsync(name, Data(name, complete))).Text;
        text.ShouldNotContain("\n\n\n");
        text.ShouldNotContain(" \n");
        text.ShouldBe(text.Trim());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Text_and_HTML_say_the_same_about_every_variable(string name)
    {
        var starter = StarterTemplate.Read(name);
        var mail = await RenderAsync(name, starter.SampleData);
        foreach (var variable in starter.RequiredVariables.Concat(starter.OptionalVariables)
            .Except(["logoUrl", "showEmoji", "senderDisplayName", "senderEmail"]))
        {
            foreach (var words in Words(starter.SampleData[variable]!))
            {
                mail.Text.ShouldContain(words, Case.Sensitive);
                WebUtility.HtmlDecode(mail.Html).ShouldContain(words, Case.Sensitive);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_logo_has_the_company_as_its_words(string name)
    {
        var images = new RenderedPage((await RenderAsync(name, Data(name, complete: true))).Html).Tags
            .Where(tag => tag.StartsWith("<img", StringComparison.Ordinal)).ToList();
        images.ShouldHaveSingleItem().ShouldContain("alt=\"Lumen &amp; Oak\"");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Layout_tables_are_no_tables_to_a_screen_reader(string name)
    {
        var html = (await RenderAsync(name, Data(name, complete: true))).Html;
        var real = html.Split("<table")[1..].Where(table => !table.StartsWith(" role=\"presentation\"", StringComparison.Ordinal));
        real.ShouldAllBe(table => table.Contains("<th scope="));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Emoji_go_when_the_request_says_so(string name)
    {
        var data = Data(name, complete: true);
        data["showEmoji"] = false;
        var mail = await RenderAsync(name, data);
        (mail.Subject + mail.Html + mail.Text).EnumerateRunes()
            .ShouldNotContain(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol);
        mail.Html.ShouldNotContain("aria-hidden");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Empty_and_null_optional_variables_count_as_absent(string name)
    {
        var starter = StarterTemplate.Read(name);
        var bare = await RenderAsync(name, Data(name, complete: false));
        foreach (var nothing in (JsonNode?[])[null, ""])
        {
            var data = Data(name, complete: false);
            foreach (var variable in starter.OptionalVariables.Except(["showEmoji"])) data[variable] = nothing?.DeepClone();
            (await RenderAsync(name, data)).ShouldBe(bare);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Hostile_words_stay_words(string name)
    {
        var mail = await RenderAsync(name, HostileData(name));
        mail.Html.ShouldContain("&lt;script&gt;");
        mail.Html.ShouldContain("{{ 7 * 7 }}");
        var page = new RenderedPage(mail.Html);
        page.Tags.Concat(page.OutlookTags).ShouldNotContain(tag => tag.Contains("<script", StringComparison.OrdinalIgnoreCase));
        page.Attributes.ShouldNotContain(attribute => attribute.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        page.FirstUnbalanced().ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Links_lead_to_the_web_or_to_a_mailbox_and_nowhere_else(string name)
    {
        var good = new RenderedPage((await RenderAsync(name, Data(name, complete: true))).Html).Targets.ToList();
        good.ShouldNotBeEmpty();
        var bad = new RenderedPage((await RenderAsync(name, HostileData(name))).Html).Targets;
        good.Concat(bad).ShouldAllBe(target => target.StartsWith("https://") || target.StartsWith("mailto:"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Fifty_lines_and_endless_words_fit_the_limits(string name)
    {
        var mail = await RenderAsync(name, Replaced(name, new string('W', 2000), "https://example.com/" + new string('w', 2000)));
        mail.Html.ShouldContain(new string('W', 2000));
    }

    [Theory]
    [InlineData("purchase-confirmation", "help@example.com")]
    [InlineData("invoice", "billing@example.com")]
    [InlineData("shipping-notification", "help@example.com")]
    [InlineData("contact-form-notification", "jonas.weber@example.org")]
    public async Task Replies_go_where_the_mail_says(string name, string address) =>
        (await RenderAsync(name, Data(name, complete: true))).ReplyTo.ShouldBe(address);

    [Theory]
    [InlineData("welcome")]
    [InlineData("subscription-renewal")]
    public async Task One_click_unsubscribing_needs_an_https_address(string name)
    {
        var data = Data(name, complete: true);
        (await RenderAsync(name, data)).ListUnsubscribe.ShouldBe("https://example.com/unsubscribe?u=8f31c2");
        data["unsubscribeLink"] = "http://example.com/unsubscribe";
        (await RenderAsync(name, data)).ListUnsubscribe.ShouldBe("");
        (await RenderAsync(name, Data(name, complete: false))).ListUnsubscribe.ShouldBe("");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_sender_is_the_request_s_or_left_to_the_defaults(string name)
    {
        var named = await RenderAsync(name, Data(name, complete: true));
        named.SenderName.ShouldBe("Lumen & Oak");
        named.SenderEmail.ShouldNotBeNull().ShouldEndWith("@example.com");
        var bare = await RenderAsync(name, Data(name, complete: false));
        bare.SenderName.ShouldBe("");
        bare.SenderEmail.ShouldBe("");
    }

    [Fact]
    public async Task A_mail_link_cannot_bring_further_recipients()
    {
        var data = Data("contact-form-notification", complete: false);
        data["formSenderEmail"] = "jo@example.org?bcc=victim@example.org&body=x";
        (await RenderAsync("contact-form-notification", data)).Html
            .ShouldContain("href=\"mailto:jo@example.org%3Fbcc%3Dvictim@example.org%26body%3Dx\"");
    }

    [Theory]
    [InlineData("contact-form-notification", "message")]
    [InlineData("invoice", "notes")]
    [InlineData("shipping-notification", "shippingAddress")]
    public async Task Line_breaks_are_kept(string name, string variable)
    {
        var data = Data(name, complete: false);
        data[variable] = "first <b>\nsecond\r\nthird";
        var mail = await RenderAsync(name, data);
        mail.Html.ShouldContain("first &lt;b&gt;<br>second<br>third", Case.Sensitive);
        mail.Text.ShouldContain("first <b>\nsecond", Case.Sensitive);
    }

    [Fact]
    public async Task An_invoice_shows_a_tax_of_zero()
    {
        var data = Data("invoice", complete: false);
        data["tax"] = 0;
        var mail = await RenderAsync("invoice", data);
        mail.Text.ShouldContain("Tax: 0\n");
        mail.Html.ShouldContain(">Tax</th>");
    }

    private static async Task<RenderedTemplate> RenderAsync(string name, JsonObject data)
    {
        var store = new FakeTemplateStore();
        foreach (var file in (string[])["template.html", "template.txt", "metadata.json"])
            store.With($"{name}/{file}", await File.ReadAllTextAsync(Path.Combine(StarterTemplate.Folder, name, file)));
        var renderer = new TemplateRenderer(store, new FakeTimeProvider());
        var request = new RenderRequest(name, JsonSerializer.Deserialize<JsonElement>(data.ToJsonString()));
        var result = await renderer.RenderAsync(request, TestContext.Current.CancellationToken);
        result.Failure.ShouldBeNull(result.Failure?.ToString());
        return result.Template!;
    }

    private static JsonObject Data(string name, bool complete)
    {
        var starter = StarterTemplate.Read(name);
        var data = (JsonObject)starter.SampleData.DeepClone();
        if (!complete)
        {
            foreach (var variable in starter.OptionalVariables.Except(starter.RequiredVariables)) data.Remove(variable);
        }
        return data;
    }

    private static JsonObject HostileData(string name) => Replaced(name, Hostile, HostileUrl);

    private static JsonObject Replaced(string name, string words, string url)
    {
        var data = Data(name, complete: true);
        foreach (var (variable, value) in data.ToList())
        {
            var isUrl = variable.EndsWith("Url", StringComparison.Ordinal) || variable.EndsWith("Link", StringComparison.Ordinal);
            data[variable] = value switch
            {
                JsonArray list => new JsonArray([.. Enumerable.Range(0, 50).Select(_ => With(list[0]!, words))]),
                _ when value!.GetValueKind() is JsonValueKind.String => isUrl ? url : words,
                _ => value.DeepClone(),
            };
        }
        return data;
    }

    private static JsonNode With(JsonNode item, string words) => item is JsonObject fields
        ? new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)words)))
        : words;

    private static IEnumerable<string> Words(JsonNode value) => value switch
    {
        JsonArray list => list.SelectMany(item => Words(item!)),
        JsonObject fields => fields.SelectMany(field => Words(field.Value!)),
        _ => value.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries),
    };
}
