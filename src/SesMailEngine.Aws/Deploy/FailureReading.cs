using System.Text.Json;
using Amazon.Runtime;
using SesMailEngine.Aws.Protocol;

namespace SesMailEngine.Aws.Deploy;

/// <summary>What exceptions of the clients mean to whoever deploys.</summary>
public static class FailureReading
{
    /// <summary>The failure with its fix; null when the exception comes from none of the clients.</summary>
    public static DeployException? Read(Exception exception, AwsTarget target)
    {
        if (exception is DeployException told) return told;
        if (exception is JsonException or KeyNotFoundException)
        {
            return new(DeployFailure.Service, "What answers does not speak AWS's protocols.", "Is another program at that address?", exception);
        }
        if (CallFailures.Of(exception) is not { } kind) return null;
        var name = CallFailures.NameOf(exception);
        return name switch
        {
            "NoCredentials" => new(
                DeployFailure.Credentials, "There are no AWS credentials.",
                "Run 'aws configure' or 'aws sso login', choose a profile with AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
                exception),
            "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" => new(
                DeployFailure.Credentials, "The AWS credentials have expired.", "Log in again ('aws sso login'), or renew the session's keys.", exception),
            "InvalidClientTokenId" or "UnrecognizedClientException" or "SignatureDoesNotMatch" or "InvalidSignatureException"
                or "InvalidAccessKeyId" or "AuthFailure" => new(
                DeployFailure.Credentials, $"AWS does not take these credentials: {exception.Message}",
                "Check the access key, its secret and that the clock is right; 'aws sts get-caller-identity' tries them.", exception),
            "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "Forbidden" or "Http403" => new(
                DeployFailure.AccessDenied, $"Access Denied: {exception.Message}", AccessDeniedFix, exception),
            "BucketNotEmpty" => new(
                DeployFailure.DeleteFailed, $"The bucket is not empty: {exception.Message}", "Uninstall with --delete-bucket, which empties it first.", exception)
            { ErrorCode = "INST003" },
            "InsufficientCapabilitiesException" => new(
                DeployFailure.Service, exception.Message, "Deploy with CAPABILITY_IAM and CAPABILITY_AUTO_EXPAND.", exception),
            _ when kind == CallFailure.NotDone && !Answered(exception) => new(
                DeployFailure.Unreachable, $"Nothing answers at {Place(target)}: {exception.Message}",
                "Check the network, the proxy and the name of the region; then run the same command again.", exception),
            _ when kind == CallFailure.Unknown => new(
                DeployFailure.Unreachable, $"{Place(target)} did not answer as it should ({name}): {exception.Message}",
                "Run the same command again: it goes on from where this one ended.", exception),
            _ when kind == CallFailure.NotDone => new(
                DeployFailure.Service, $"AWS asks to slow down ({name}).", "Wait a minute and run the same command again.", exception),
            _ => new(DeployFailure.Service, $"{name}: {exception.Message}", "Read the service's words above; the log has the whole story.", exception),
        };
    }

    internal const string AccessDeniedFix =
        "Use the credentials of an administrator, or have the action named above allowed for yours.";

    private static bool Answered(Exception exception) => exception switch
    {
        AwsServiceException thin => thin.StatusCode != 0,
        AmazonServiceException service => service.StatusCode != 0,
        _ => false,
    };

    private static string Place(AwsTarget target) => target.EndpointUrl?.GetLeftPart(UriPartial.Authority) ?? $"AWS in {target.Region}";
}
