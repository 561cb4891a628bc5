using Microsoft.AspNetCore.Http;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Uploads;

namespace SesMailEngine.Server.AwsApi.S3.Attributes;

/// <summary>Attributes as headers of requests and answers.</summary>
internal static class AttributeHeaders
{
    private const string MetadataPrefix = "x-amz-meta-";
    private const int MaxMetadata = 2048;
    private const int MaxValue = 1024;

    private static readonly string[] Kept =
        ["Content-Type", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    private static readonly (string Parameter, string Header)[] Overrides =
    [
        ("response-content-type", "Content-Type"),
        ("response-cache-control", "Cache-Control"),
        ("response-content-disposition", "Content-Disposition"),
        ("response-content-encoding", "Content-Encoding"),
        ("response-content-language", "Content-Language"),
        ("response-expires", "Expires"),
    ];

    /// <summary>Reads the attributes of an upload.</summary>
    /// <exception cref="AwsException">A value cannot be kept, or the metadata is larger than 2 KB.</exception>
    public static ObjectAttributes Read(IHeaderDictionary headers, Checksum? checksum)
    {
        var kept = new Dictionary<string, string>();
        foreach (var name in Kept)
        {
            var value = headers[name].ToString();
            if (name == "Content-Encoding") value = WithoutChunking(value);
            if (value.Length > 0) kept[name] = Checked(name, value);
        }
        var metadata = new Dictionary<string, string>();
        var size = 0;
        foreach (var (name, values) in headers)
        {
            if (!name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            var key = name[MetadataPrefix.Length..].ToLowerInvariant();
            var value = Checked(name, values.ToString(), MaxMetadata);
            size += key.Length + value.Length;
            if (size > MaxMetadata)
            {
                throw new AwsException("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
            }
            metadata[key] = value;
        }
        return new ObjectAttributes
        {
            Headers = kept,
            Metadata = metadata,
            ChecksumAlgorithm = checksum?.Algorithm,
            ChecksumValue = checksum?.Value,
        };
    }

    /// <summary>Writes the attributes to an answer.</summary>
    public static void Write(ObjectAttributes attributes, IHeaderDictionary answer)
    {
        foreach (var (name, value) in attributes.Headers) answer[name] = value;
        foreach (var (name, value) in attributes.Metadata) answer[MetadataPrefix + name] = value;
    }

    /// <summary>Writes what the query string asks to be said instead (<c>response-content-type</c> and its kin).</summary>
    /// <exception cref="AwsException">A value is no header value.</exception>
    public static void WriteOverrides(S3Call call)
    {
        foreach (var (parameter, header) in Overrides)
        {
            if (call.Query(parameter) is { Length: > 0 } value) call.Answer[header] = Checked(parameter, value);
        }
    }

    /// <summary>Writes a checksum and that it covers the whole object.</summary>
    public static void WriteChecksum(Checksum? checksum, IHeaderDictionary answer)
    {
        if (checksum is null) return;
        answer[checksum.HeaderName] = checksum.Value;
        answer["x-amz-checksum-type"] = "FULL_OBJECT";
    }

    // How the body travelled is no property of the object.
    private static string WithoutChunking(string encodings) => string.Join(",", encodings
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(encoding => !encoding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));

    private static string Checked(string name, string value, int limit = MaxValue) =>
        value.Length <= limit && value.All(c => c is >= ' ' and <= '~')
            ? value
            : throw S3Errors.InvalidArgument(name, $"The value of {name} must be at most {limit} printable ASCII characters.");
}
