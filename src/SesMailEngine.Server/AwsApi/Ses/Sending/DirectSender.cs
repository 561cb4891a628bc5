using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Simulator;
using SesMailEngine.Server.AwsApi.Protocol;
using SesMailEngine.Server.AwsApi.Ses.Account;

namespace SesMailEngine.Server.AwsApi.Ses.Sending;

/// <summary>Hands a mail to the simulator and words its answer as SES does.</summary>
/// <param name="configurationSets">The configuration sets there are.</param>
/// <param name="sending">The simulator.</param>
internal sealed class DirectSender(IReadOnlyList<string> configurationSets, IDirectSending sending)
{
    /// <summary>Sends; the message id.</summary>
    public async Task<string> SendAsync(AwsRequest request, DirectMail mail, CancellationToken cancellationToken)
    {
        if (mail.ConfigurationSet is { } configurationSet) StackConfigurationSet.Require(request, configurationSets, configurationSet);
        var result = await sending.SendAsync(mail, cancellationToken);
        if (result is { Answer: TransportAnswer.Accepted, MessageId: { } id }) return id;
        var message = result.ErrorMessage ?? "";
        throw result.ErrorName switch
        {
            "Throttling" or "TooManyRequestsException" or "LimitExceededException" => SesErrors.Throttled(request, message),
            "MessageRejected" => SesErrors.Rejected(message),
            _ => new AwsException("ServiceUnavailable", "The message could not be taken now. Try again.", 503),
        };
    }
}
