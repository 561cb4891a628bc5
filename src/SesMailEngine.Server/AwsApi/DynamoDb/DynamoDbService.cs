using System.Globalization;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Tables;
using SesMailEngine.Server.AwsApi.Checksums;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.DynamoDb;

/// <summary>DynamoDB on the endpoint: its protocol's JSON, with the checksum header its clients verify.</summary>
internal sealed class DynamoDbService(ITables tables, ResourceNames names, TimeProvider clock, Predicate<string>? isThere = null) : IAwsService, IDisposable
{
    private readonly DynamoDbApi _api = new(tables, names, clock, isThere);

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("dynamodb")
    {
        TargetPrefix = "DynamoDB_20120810",
        ErrorNamespace = "com.amazon.coral.service#",
        // DynamoDB's own limit for a request.
        MaxBodyBytes = 16 << 20,
    };

    /// <inheritdoc/>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation.Length == 0) throw request.UnknownOperation();
        using var answer = new PooledBuffer();
        var status = 200;
        try
        {
            await _api.ExecuteAsync(request.Operation, request.Body, answer, cancellationToken);
        }
        catch (DynamoDbException error)
        {
            if (error.Code == "UnknownOperationException") throw request.UnknownOperation();
            answer.Clear();
            DynamoDbApi.WriteError(error, answer);
            status = 400;
        }
        // Clients check it against the body they got, and try again when it differs.
        request.Http.Response.Headers["x-amz-crc32"] =
            Crc.Crc32.Compute(answer.WrittenSpan).ToString(CultureInfo.InvariantCulture);
        await request.WriteAsync(status, AwsResponses.JsonType(request.Protocol), answer.Written, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();
}
