using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>Lambda's refusals.</summary>
internal static class LambdaErrors
{
    /// <summary>A parameter has a value it cannot have.</summary>
    public static AwsException InvalidParameter(string message) => new("InvalidParameterValueException", message);

    /// <summary>There is no such thing.</summary>
    public static AwsException NotFound(string message) => new("ResourceNotFoundException", message, 404);
}
