using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>Checks, stores, filters and hashes the attributes of a message.</summary>
internal static class MessageAttributes
{
    private const int MaxAttributes = 10;
    private const int MaxName = 256;

    /// <summary>Refuses attributes SQS would refuse.</summary>
    public static void Check(IReadOnlyList<MessageAttribute> attributes)
    {
        if (attributes.Count > MaxAttributes)
            throw SqsErrors.InvalidParameter($"Number of message attributes [{attributes.Count}] exceeds the allowed maximum [{MaxAttributes}].");
        foreach (var attribute in attributes)
        {
            CheckName(attribute.Name);
            var type = attribute.DataType.Split('.', 2)[0];
            if (type is not ("String" or "Number" or "Binary") || attribute.DataType.Length > MaxName)
                throw SqsErrors.InvalidParameter(
                    $"The type of message (user) attribute '{attribute.Name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
            if (attribute.IsBinary ? attribute.BinaryValue is not { Length: > 0 } : string.IsNullOrEmpty(attribute.StringValue))
                throw SqsErrors.InvalidParameter(
                    $"The message (user) attribute '{attribute.Name}' must contain a non-empty value of type '{type}'.");
            if (attribute.StringValue is { } text) MessageLimits.CheckCharacters(text);
        }
        if (attributes.DistinctBy(attribute => attribute.Name).Count() != attributes.Count)
            throw SqsErrors.InvalidParameter("Two message attributes have the same name.");
    }

    /// <summary>Bytes the attributes count for in a message's size: names, types and values.</summary>
    public static int Size(IReadOnlyList<MessageAttribute> attributes) => attributes.Sum(attribute =>
        Encoding.UTF8.GetByteCount(attribute.Name) + Encoding.UTF8.GetByteCount(attribute.DataType)
        + (attribute.BinaryValue?.Length ?? Encoding.UTF8.GetByteCount(attribute.StringValue ?? "")));

    /// <summary>
    /// The MD5 clients compare: over name, type and value of each attribute in the order of names, each with its length before it
    /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation).
    /// Null without attributes.
    /// </summary>
    public static string? Md5(IReadOnlyList<MessageAttribute> attributes)
    {
        if (attributes.Count == 0) return null;
        using var buffer = new PooledBuffer();
        foreach (var attribute in attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            Append(buffer, Encoding.UTF8.GetBytes(attribute.Name));
            Append(buffer, Encoding.UTF8.GetBytes(attribute.DataType));
            buffer.GetSpan(1)[0] = attribute.IsBinary ? (byte)2 : (byte)1;
            buffer.Advance(1);
            Append(buffer, attribute.BinaryValue ?? Encoding.UTF8.GetBytes(attribute.StringValue ?? ""));
        }
        return MessageLimits.Md5(buffer.WrittenSpan);
    }

    /// <summary>The attributes as the JSON object of the SQS API, which is how queues keep them; null for none.</summary>
    public static string? ToJson(IReadOnlyList<MessageAttribute> attributes)
    {
        if (attributes.Count == 0) return null;
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, attributes);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the JSON object of the SQS API.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<MessageAttribute> attributes)
    {
        json.WriteStartObject();
        foreach (var attribute in attributes)
        {
            json.WriteStartObject(attribute.Name);
            json.WriteString("DataType", attribute.DataType);
            if (attribute.BinaryValue is { } bytes) json.WriteBase64String("BinaryValue", bytes);
            else json.WriteString("StringValue", attribute.StringValue);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Reads the JSON object of the SQS API.</summary>
    public static List<MessageAttribute> Read(JsonElement attributes)
    {
        if (attributes.ValueKind != JsonValueKind.Object) throw AwsException.Serialization("MessageAttributes is not an object.");
        var result = new List<MessageAttribute>();
        foreach (var property in attributes.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object)
                throw AwsException.Serialization("The value of a message attribute is not an object.");
            var binary = property.Value.Text("BinaryValue");
            result.Add(new MessageAttribute(
                property.Name, property.Value.Text("DataType") ?? "", property.Value.Text("StringValue"),
                binary is null ? null : Base64(binary)));
        }
        return result;
    }

    /// <summary>What a queue kept, narrowed to the names asked: <c>All</c>, <c>.*</c>, a name, or a prefix with <c>.*</c>.</summary>
    public static List<MessageAttribute> Select(string? stored, IReadOnlyList<string> wanted)
    {
        if (stored is null || wanted.Count == 0) return [];
        using var document = JsonDocument.Parse(stored);
        var all = Read(document.RootElement);
        return wanted.Any(name => name is "All" or ".*") ? all : all.FindAll(attribute => wanted.Any(name => Matches(name, attribute.Name)));
    }

    /// <summary>Bytes from base64; anything else is the caller's error.</summary>
    public static byte[] Base64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw AwsException.Serialization("A BinaryValue is not base64.");
        }
    }

    private static bool Matches(string wanted, string name) =>
        wanted.EndsWith(".*", StringComparison.Ordinal)
            ? name.StartsWith(wanted[..^2], StringComparison.Ordinal) : wanted == name;

    private static void CheckName(string name)
    {
        if (name.Length is < 1 or > MaxName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            || name[0] == '.' || name[^1] == '.' || name.Contains("..", StringComparison.Ordinal)
            || name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase))
            throw SqsErrors.InvalidParameter(
                "A message (user) attribute name can contain letters, digits, underscores, hyphens and single periods inside, "
                + "at most 256 of them, and cannot start with AWS. or Amazon.");
    }

    private static void Append(PooledBuffer buffer, byte[] bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), bytes.Length);
        buffer.Advance(4);
        bytes.CopyTo(buffer.GetSpan(bytes.Length));
        buffer.Advance(bytes.Length);
    }
}
