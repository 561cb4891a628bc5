using MimeKit;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>How messages of strangers are parsed: nothing in them nests deeper than any honest mail.</summary>
internal static class MimeParsing
{
    /// <summary>The options.</summary>
    public static readonly ParserOptions Options = new()
    {
        MaxMimeDepth = 32,
        MaxAddressGroupDepth = 2,
        RespectContentLength = false,
    };
}
