using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SesMailEngine.Core.Tests.Templates;

public sealed partial class StarterTemplateFilesTests
{
    private const string Everywhere = "logoUrl companyUrl senderDisplayName senderEmail showEmoji year";

    public static TheoryData<string, string, string> Variables => new()
    {
        { "welcome", "userName companyName", "ctaUrl ctaText nextSteps helpUrl unsubscribeLink privacyUrl" },
        { "password-reset", "userName companyName resetLink", "expiresIn requestIp requestTime securityTips" },
        {
            "purchase-confirmation", "customerName orderId productName price companyName",
            "productDescription downloadUrl supportEmail privacyUrl termsUrl"
        },
        { "email-verification", "userName verificationUrl companyName", "verificationCode expiresIn" },
        {
            "invoice", "customerName invoiceNumber invoiceDate items total companyName",
            "dueDate subtotal tax paymentUrl pdfUrl notes supportEmail"
        },
        {
            "subscription-renewal", "userName planName renewalDate amount companyName",
            "renewUrl cancelUrl unsubscribeLink privacyUrl"
        },
        { "contact-form-notification", "formSenderName formSenderEmail message", "companyName subject submittedAt" },
        {
            "shipping-notification", "customerName orderId trackingNumber carrier companyName",
            "trackingUrl estimatedDelivery items shippingAddress supportEmail"
        },
    };

    public static TheoryData<string> Names => [.. Variables.Select(row => row.Data.Item1)];

    [Fact]
    public void There_are_exactly_the_eight_starters() =>
        Directory.GetDirectories(StarterTemplate.Folder).Select(Path.GetFileName)
            .ShouldBe(Variables.Select(row => row.Data.Item1), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Variables))]
    public void The_variables_are_those_promised(string name, string required, string optional)
    {
        var starter = StarterTemplate.Read(name);
        starter.RequiredVariables.ShouldBe(required.Split(' '));
        starter.OptionalVariables.ShouldBe($"{optional} {Everywhere}".Split(' '));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_data_has_every_variable_and_no_other(string name)
    {
        var starter = StarterTemplate.Read(name);
        starter.SampleData.Select(property => property.Key)
            .ShouldBe([.. starter.RequiredVariables, .. starter.OptionalVariables], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_starter_begins_at_version_one(string name) =>
        StarterTemplate.Read(name).Metadata["version"]!.GetValue<string>().ShouldBe("1.0.0");

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_password_reset_passes_the_bounce_rate_guard(string name)
    {
        var critical = StarterTemplate.Read(name).Metadata["critical"]!;
        critical.GetValueKind().ShouldBe(name == "password-reset" ? JsonValueKind.True : JsonValueKind.False);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_starter_leans_on_a_file_outside_its_folder(string name)
    {
        var starter = StarterTemplate.Read(name);
        OtherFiles().Matches(starter.Html + starter.Text).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_starter_turns_escaping_off(string name) =>
        EscapingOff().Matches(StarterTemplate.Read(name).Html).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_file_is_far_below_the_size_limit(string name)
    {
        var starter = StarterTemplate.Read(name);
        Encoding.UTF8.GetByteCount(starter.Html).ShouldBeLessThan(262_144 / 4);
        Encoding.UTF8.GetByteCount(starter.Text).ShouldBeLessThan(262_144 / 4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_document_head_is_the_same_in_all(string name) =>
        Head(StarterTemplate.Read(name)).ShouldBe(Head(StarterTemplate.Read("welcome")));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_macro_of_one_name_is_the_same_wherever_it_occurs(string name)
    {
        var all = Names.SelectMany(row => Macros(StarterTemplate.Read(row.Data).Html)).ToLookup(macro => macro.Key, macro => macro.Value);
        foreach (var (macro, body) in Macros(StarterTemplate.Read(name).Html))
            all[macro].ShouldAllBe(other => other == body, macro);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_style_for_dark_mode_is_repeated_for_Outlook(string name)
    {
        var head = Head(StarterTemplate.Read(name));
        var media = head[head.IndexOf("prefers-color-scheme", StringComparison.Ordinal)..head.IndexOf("[data-ogsb]", StringComparison.Ordinal)];
        foreach (Match used in ClassNames().Matches(media))
            head.ShouldMatch($@"\[data-ogs[bc]\] \{used.Value}\b");
    }

    private static string Head(StarterTemplate starter) =>
        starter.Html[starter.Html.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..starter.Html.IndexOf("</head>", StringComparison.Ordinal)];

    private static Dictionary<string, string> Macros(string html) =>
        MacroBodies().Matches(html).ToDictionary(match => match.Groups["name"].Value, match => match.Value);

    [GeneratedRegex(@"\{%-?\s*(extends|include|import|from)\b")]
    private static partial Regex OtherFiles();

    [GeneratedRegex(@"\|\s*safe\b|\bautoescape\b")]
    private static partial Regex EscapingOff();

    [GeneratedRegex(@"\{%-?\s*macro\s+(?<name>\w+).*?endmacro", RegexOptions.Singleline)]
    private static partial Regex MacroBodies();

    [GeneratedRegex(@"\.[a-z]+(?=[ ,])")]
    private static partial Regex ClassNames();
}
