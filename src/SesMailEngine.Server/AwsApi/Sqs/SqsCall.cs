using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Sqs;

/// <summary>One SQS request with its parameters, and the way to answer it.</summary>
/// <param name="request">The request.</param>
/// <param name="input">Its parameters.</param>
internal sealed class SqsCall(AwsRequest request, ISqsInput input)
{
    /// <summary>The request.</summary>
    public AwsRequest Request => request;

    /// <summary>Its parameters.</summary>
    public ISqsInput Input => input;

    /// <summary>A number that must lie in a range; null when it is not given.</summary>
    public static int? Number(ISqsInput input, string name, int min, int max)
    {
        if (input.Number(name) is not { } number) return null;
        return number >= min && number <= max ? (int)number : throw SqsErrors.OutOfRange(name, number, min, max);
    }

    /// <summary>A number of seconds that must lie in a range.</summary>
    public static TimeSpan? Seconds(ISqsInput input, string name, int max) =>
        Number(input, name, 0, max) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A text that must be given.</summary>
    public static string Require(ISqsInput input, string name) =>
        input.Text(name) is { Length: > 0 } text ? text : throw SqsErrors.Missing(name);

    /// <summary>Answers with a result.</summary>
    public Task AnswerAsync<T>(T state, Action<ISqsOutput, T> write, CancellationToken cancellationToken) =>
        request.Protocol == AwsProtocol.Query
            ? request.WriteQueryResultAsync(
                (state, write), static (xml, s) => s.write(new QuerySqsOutput(xml), s.state), cancellationToken)
            : request.WriteJsonAsync(
                (state, write),
                static (json, s) =>
                {
                    json.WriteStartObject();
                    s.write(new JsonSqsOutput(json), s.state);
                    json.WriteEndObject();
                },
                cancellationToken);

    /// <summary>Answers that it is done.</summary>
    public Task AnswerAsync(CancellationToken cancellationToken) =>
        request.Protocol == AwsProtocol.Query
            ? request.WriteQueryResultAsync<object?>(null, null, cancellationToken)
            : request.WriteEmptyJsonAsync(cancellationToken);
}
