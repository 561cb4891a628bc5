namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>The wire protocols of AWS this host speaks (https://smithy.io/2.0/aws/protocols/index.html).</summary>
internal enum AwsProtocol
{
    /// <summary>JSON 1.0: operation in <c>X-Amz-Target</c>.</summary>
    Json10,

    /// <summary>JSON 1.1: as 1.0 with another content type.</summary>
    Json11,

    /// <summary>Query: <c>Action</c> in a form body or the query string, XML answers.</summary>
    Query,

    /// <summary>REST with JSON bodies (lambda, sesv2).</summary>
    RestJson,

    /// <summary>REST with XML bodies (s3).</summary>
    RestXml,
}
