using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SesMailEngine.Aws.Protocol;

/// <summary>
/// What errors of AWS's services mean, for every adapter
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, and each service's list of common errors).
/// </summary>
internal static class CallFailures
{
    /// <summary>How an exception of an SDK or of the thin client is to be taken; null when it is neither's.</summary>
    public static CallFailure? Of(Exception exception) => exception switch
    {
        AwsServiceException { StatusCode: 0 } none => none.WentOut ? CallFailure.Unknown : CallFailure.NotDone,
        AwsServiceException answered => OfAnswer(answered.Code, answered.StatusCode),
        AmazonUnmarshallingException => CallFailure.Unknown,
        AmazonServiceException { StatusCode: 0 } none => none.InnerException is null ? CallFailure.Unknown : Of(none.InnerException) ?? CallFailure.Unknown,
        AmazonServiceException answered => OfAnswer(answered.ErrorCode, (int)answered.StatusCode),
        // The SDK found no credentials, or could not refresh them: nothing went out.
        AmazonClientException => CallFailure.NotDone,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => CallFailure.NotDone,
        HttpRequestException or IOException or TimeoutException or OperationCanceledException or WebException => CallFailure.Unknown,
        _ => null,
    };

    /// <summary>How the error of one entry of a batch is to be taken, which has no HTTP status of its own.</summary>
    public static CallFailure OfEntry(string code) => OfAnswer(code, code is "InternalFailure" or "InternalException" ? 500 : 400);

    /// <summary>The error's name: the service's own, else what kind of silence it was.</summary>
    public static string NameOf(Exception exception) => exception switch
    {
        AwsServiceException thin => thin.Code,
        AmazonServiceException { ErrorCode.Length: > 0 } answered => answered.ErrorCode,
        AmazonServiceException { StatusCode: not 0 } answered => $"Http{(int)answered.StatusCode}",
        TimeoutException or OperationCanceledException => "Timeout",
        AmazonServiceException { InnerException: { } inner } => NameOf(inner),
        AmazonClientException => "NoCredentials",
        _ => "ConnectionError",
    };

    private static CallFailure OfAnswer(string? code, int status) => code switch
    {
        "Throttling" or "ThrottlingException" or "ThrottledException" or "RequestThrottled" or "RequestThrottledException"
            or "TooManyRequestsException" or "RequestLimitExceeded" or "LimitExceededException" or "SlowDown"
            or "ProvisionedThroughputExceededException" or "BandwidthLimitExceeded" or "TransactionInProgressException"
            or "PriorRequestNotComplete" or "EC2ThrottledException" => CallFailure.NotDone,
        // A role's credentials are renewed; the next call signs with new ones. The last are clocks that disagree for a while.
        "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" or "InvalidClientTokenId" or "UnrecognizedClientException"
            or "RequestTimeTooSkewed" or "InvalidSignatureException" or "SignatureDoesNotMatch" => CallFailure.NotDone,
        "RequestTimeout" or "RequestTimeoutException" => CallFailure.Unknown,
        _ => status switch
        {
            429 => CallFailure.NotDone,
            >= 500 or 408 => CallFailure.Unknown,
            _ => CallFailure.Refused,
        },
    };
}
