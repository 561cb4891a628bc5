using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.Tests.AwsApi.Protocol;

/// <summary>Answers what a test tells it, by default the operation it was asked.</summary>
internal sealed class FakeService(AwsServiceTraits traits) : IAwsService
{
    public AwsServiceTraits Traits => traits;

    public AwsRequest? Last { get; private set; }

    public string LastBody { get; private set; } = "";

    public Func<AwsRequest, CancellationToken, Task>? Answer { get; init; }

    public Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        Last = request;
        LastBody = System.Text.Encoding.UTF8.GetString(request.Body.Span);
        return Answer is null
            ? request.WriteAsync(200, "text/plain", System.Text.Encoding.UTF8.GetBytes($"{traits.SigningName} {request.Protocol} {request.Operation}"), cancellationToken)
            : Answer(request, cancellationToken);
    }
}
