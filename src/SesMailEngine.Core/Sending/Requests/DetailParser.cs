using System.Text.Json;
using SesMailEngine.Core.Errors;
using SesMailEngine.Core.Model;

namespace SesMailEngine.Core.Sending.Requests;

/// <summary>Reads the <c>detail</c> of an Email Request, field by field. One instance reads one detail.</summary>
internal sealed class DetailParser
{
    private const int MaxTemplateNameLength = 128;
    private const int MaxSubjectLength = 4096;
    private const int MaxReplyToLength = 1024;
    private const int MaxSenderNameLength = 256;

    // The known fields; each may come once. What comes twice could mean two things, so it is refused.
    private static readonly string[] Names =
        ["to", "templateName", "templateData", "emailId", "subject", "senderOverride", "replyTo", "metadata"];

    private readonly JsonElement[] fields = new JsonElement[Names.Length];
    private readonly RequestOrigin origin;
    private string? repeated;
    private bool mayBeNoText;
    private List<string>? unknown;

    private DetailParser(RequestOrigin origin) => this.origin = origin;

    /// <summary>Reads a detail that is a JSON object.</summary>
    public static ParsedRequest Parse(JsonElement detail, RequestOrigin origin)
    {
        var parser = new DetailParser(origin);
        parser.Collect(detail);
        var result = parser.Read(detail);
        return parser.unknown is null ? result : result with { UnknownFields = parser.unknown };
    }

    private void Collect(JsonElement detail)
    {
        foreach (var property in detail.EnumerateObject())
        {
            var index = IndexOf(property);
            if (index < 0)
            {
                if ((unknown ??= []).Count < ParsedRequest.MaxUnknownFields) unknown.Add(NameOf(property));
            }
            else
            {
                if (fields[index].ValueKind != JsonValueKind.Undefined) repeated ??= Names[index];
                fields[index] = property.Value;
            }
        }
    }

    private static int IndexOf(JsonProperty property)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (property.NameEquals(Names[i])) return i;
        }
        return -1;
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return PrintableText.Of(property.Name, 64);
        }
        catch (InvalidOperationException)
        {
            return "(not text)";
        }
    }

    private ParsedRequest Read(JsonElement detail)
    {
        var emailId = origin.MadeId;
        EmailAddress? to = null;
        var templateName = "";
        string? metadata = null;
        var json = detail.GetRawText();
        mayBeNoText = JsonUnicode.MayBeNoText(json);
        try
        {
            if (origin.RetryAttempt == 0) emailId = ReadId() ?? origin.MadeId;
            to = ReadRecipient(out var recipientProblem);
            templateName = DraftTemplateName();
            metadata = ReadMetadata(out var metadataProblem);
            if (repeated is not null) throw ValidationException.Field(repeated, "given more than once");
            if (recipientProblem is not null) throw recipientProblem;
            templateName = ReadTemplateName();
            if (metadataProblem is not null) throw metadataProblem;
            var sender = ReadSender();
            return ParsedRequest.Valid(new EmailRequest
            {
                EmailId = emailId,
                To = to!,
                TemplateName = templateName,
                Source = origin.Source,
                TemplateData = ReadTemplateData(),
                Subject = ReadHeader("subject", MaxSubjectLength),
                SenderEmail = sender.Email,
                SenderName = sender.Name,
                ReplyTo = ReadHeader("replyTo", MaxReplyToLength),
                MetadataJson = metadata,
                OriginalEmailId = origin.OriginalEmailId ?? emailId,
                RetryAttempt = origin.RetryAttempt,
                DetailJson = json,
            });
        }
        catch (ValidationException problem)
        {
            var draft = new RequestDraft(
                emailId, to?.ComparisonKey ?? GivenRecipient(), templateName is "" ? DraftTemplateName() : templateName,
                origin.Source, origin.OriginalEmailId ?? emailId, origin.RetryAttempt, metadata);
            return ParsedRequest.Invalid(draft, problem.Failure);
        }
    }

    private string? ReadId()
    {
        if (ReadText("emailId") is not { Length: > 0 } id) return null;
        if (id.Length > EmailIds.MaxLength || id.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw ValidationException.Field("emailId", $"must be 1 to {EmailIds.MaxLength} printable ASCII characters");
        }
        return id;
    }

    private EmailAddress? ReadRecipient(out ValidationException? problem)
    {
        problem = null;
        try
        {
            if (ReadText("to") is not { } text || string.IsNullOrWhiteSpace(text)) throw ValidationException.Of(ErrorCodes.ToMissing);
            return EmailAddress.TryParse(text, out var address) ? address : throw ValidationException.Address(text);
        }
        catch (ValidationException found)
        {
            problem = found;
            return null;
        }
    }

    private string ReadTemplateName()
    {
        if (ReadText("templateName") is not { Length: > 0 } name) throw ValidationException.Of(ErrorCodes.TemplateNameMissing);
        if (!IsTemplateName(name))
        {
            throw ValidationException.Field(
                "templateName", $"must be 1 to {MaxTemplateNameLength} letters, digits, '-' or '_', and start with a letter or digit");
        }
        return name;
    }

    private string? ReadMetadata(out ValidationException? problem)
    {
        problem = null;
        var metadata = Field("metadata");
        if (metadata.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (metadata.ValueKind != JsonValueKind.Object) problem = ValidationException.Field("metadata", "must be an object");
        else if (StorableJson.WhyNot(metadata) is { } why) problem = ValidationException.Field("metadata", why);
        return problem is null ? metadata.GetRawText() : null;
    }

    private JsonElement ReadTemplateData()
    {
        var data = Field("templateData");
        if (data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return default;
        if (data.ValueKind != JsonValueKind.Object) throw ValidationException.Field("templateData", "must be an object");
        return mayBeNoText && !JsonUnicode.IsText(data) ? throw ValidationException.Field("templateData", "is not valid Unicode text") : data;
    }

    private (string? Email, string? Name) ReadSender()
    {
        var sender = Field("senderOverride");
        if (sender.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return default;
        if (sender.ValueKind != JsonValueKind.Object) throw ValidationException.Field("senderOverride", "must be an object");
        var email = ReadPart(sender, "email");
        if (email is not null && !EmailAddress.TryParse(email, out _)) throw ValidationException.Address(email);
        var name = ReadPart(sender, "name");
        Check("senderOverride.name", name, MaxSenderNameLength);
        return (email, name);
    }

    private static string? ReadPart(JsonElement sender, string name)
    {
        if (!sender.TryGetProperty(name, out var part) || part.ValueKind == JsonValueKind.Null) return null;
        var text = part.ValueKind == JsonValueKind.String ? JsonText.Read(part) : null;
        if (text is null) throw ValidationException.Field($"senderOverride.{name}", "must be a string");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private string? ReadHeader(string name, int max)
    {
        var text = ReadText(name);
        Check(name, text, max);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static void Check(string field, string? text, int max)
    {
        if (text is null) return;
        if (text.Length > max) throw ValidationException.Field(field, $"longer than {max} characters");
        if (PrintableText.HasControl(text)) throw ValidationException.Field(field, "must not contain line breaks or control characters");
    }

    private string? ReadText(string name)
    {
        var value = Field(name);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            JsonValueKind.String => JsonText.Read(value) ?? throw ValidationException.Field(name, "is not valid Unicode text"),
            _ => throw ValidationException.Field(name, "must be a string"),
        };
    }

    private JsonElement Field(string name) => fields[Array.IndexOf(Names, name)];

    private string GivenRecipient()
    {
        var to = Field("to");
        if (to.ValueKind != JsonValueKind.String || JsonText.Read(to) is not { } text) return "";
        return PrintableText.Of(text.Trim(), EmailAddress.MaxLength).ToLowerInvariant();
    }

    private string DraftTemplateName()
    {
        var name = Field("templateName");
        if (name.ValueKind != JsonValueKind.String || JsonText.Read(name) is not { } text) return "";
        return PrintableText.Of(text, MaxTemplateNameLength);
    }

    private static bool IsTemplateName(string name)
    {
        if (name.Length > MaxTemplateNameLength || !char.IsAsciiLetterOrDigit(name[0])) return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        }
        return true;
    }
}
