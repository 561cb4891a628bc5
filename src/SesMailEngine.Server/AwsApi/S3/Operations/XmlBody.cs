using System.Xml;
using System.Xml.Linq;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.S3.Uploads;

namespace SesMailEngine.Server.AwsApi.S3.Operations;

/// <summary>Reads a request's XML, at most 2 MB of it, without document type or entities.</summary>
internal static class XmlBody
{
    private const int MaxBytes = 2 << 20;
    private const int MaxDepth = 16;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The root, which must have this name in any namespace.</summary>
    /// <param name="call">The call.</param>
    /// <param name="root">The name.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <param name="hasOwnChecksum">False when the checksum headers speak of something else than the body.</param>
    /// <exception cref="AwsException">It is no XML, or another.</exception>
    public static async Task<XElement> ReadAsync(
        S3Call call, string root, CancellationToken cancellationToken, bool hasOwnChecksum = true)
    {
        using var upload = await UploadReader.ReadAsync(call, MaxBytes, cancellationToken, hasOwnChecksum);
        return Parse(upload.Content, root);
    }

    /// <summary>The root of XML that was read, which must have this name in any namespace.</summary>
    /// <exception cref="AwsException">It is no XML, or another.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> content, string root)
    {
        try
        {
            CheckDepth(content);
            using var reader = XmlReader.Create(new MemoryStream(content.ToArray(), writable: false), Settings);
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw S3Errors.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    /// <summary>The children of a name, in any namespace.</summary>
    public static IEnumerable<XElement> All(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The text of a child; null for none.</summary>
    public static string? Text(this XElement element, string name) => element.All(name).FirstOrDefault()?.Value;

    private static void CheckDepth(ReadOnlyMemory<byte> content)
    {
        using var reader = XmlReader.Create(new MemoryStream(content.ToArray(), writable: false), Settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth) throw S3Errors.MalformedXml();
        }
    }
}
