using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Ses.Account;

/// <summary>
/// SES's refusals with the name each API has for them (https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html and the
/// pages of the operations).
/// </summary>
internal static class SesErrors
{
    /// <summary>A parameter has a value it cannot have.</summary>
    public static AwsException Invalid(string message) => new("BadRequestException", message) { QueryCode = "InvalidParameterValue" };

    /// <summary>A parameter is not given.</summary>
    public static AwsException Missing(string name) =>
        new("BadRequestException", $"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null")
        {
            QueryCode = "ValidationError",
        };

    /// <summary>The message cannot be sent.</summary>
    public static AwsException Rejected(string message) => new("MessageRejected", message);

    /// <summary>A limit of the account is reached.</summary>
    public static AwsException Throttled(AwsRequest request, string message) => IsQuery(request)
        ? new("Throttling", message)
        : new("TooManyRequestsException", message, 429);

    /// <summary>No configuration set of that name.</summary>
    public static AwsException NoConfigurationSet(AwsRequest request, string name) => IsQuery(request)
        ? new("ConfigurationSetDoesNotExist", $"Configuration set <{Shown(name)}> does not exist.")
        : new("NotFoundException", $"Configuration set <{Shown(name)}> does not exist.", 404);

    /// <summary>What a caller gave, cut to a length that can be shown.</summary>
    public static string Shown(string text) => text.Length <= 100 ? text : text[..100];

    private static bool IsQuery(AwsRequest request) => request.Protocol == AwsProtocol.Query;
}
