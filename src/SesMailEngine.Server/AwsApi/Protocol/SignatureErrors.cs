using SesMailEngine.Server.Security;

namespace SesMailEngine.Server.AwsApi.Protocol;

/// <summary>Each family of services has its own names for the same signature problem.</summary>
internal static class SignatureErrors
{
    /// <summary>The refusal in the words of the request's protocol.</summary>
    public static AwsException ToAws(SignatureException error, AwsProtocol protocol) => protocol switch
    {
        AwsProtocol.Query => Query(error),
        AwsProtocol.RestXml => S3(error),
        _ => Json(error),
    };

    private static AwsException Query(SignatureException error) => error.Problem switch
    {
        SignatureProblem.Missing => new("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
        SignatureProblem.Incomplete => new("IncompleteSignature", error.Message, 400),
        SignatureProblem.UnknownKey => new("InvalidClientTokenId", error.Message, 403),
        _ => new("SignatureDoesNotMatch", error.Message, 403),
    };

    private static AwsException S3(SignatureException error) => error.Problem switch
    {
        SignatureProblem.Missing => new("AccessDenied", "Access Denied", 403),
        SignatureProblem.Incomplete => new("AuthorizationHeaderMalformed", error.Message, 400),
        SignatureProblem.UnknownKey => new(
            "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403),
        SignatureProblem.Expired => new("RequestTimeTooSkewed", error.Message, 403),
        _ => new("SignatureDoesNotMatch", error.Message, 403),
    };

    // Query-era names ride along, for clients in query mode.
    private static AwsException Json(SignatureException error) => error.Problem switch
    {
        SignatureProblem.Missing => new("MissingAuthenticationTokenException", "Missing Authentication Token", 403),
        SignatureProblem.Incomplete => new("IncompleteSignatureException", error.Message, 403) { QueryCode = "IncompleteSignature" },
        SignatureProblem.UnknownKey => new("UnrecognizedClientException", error.Message, 403) { QueryCode = "InvalidClientTokenId" },
        _ => new("InvalidSignatureException", error.Message, 403) { QueryCode = "SignatureDoesNotMatch" },
    };
}
