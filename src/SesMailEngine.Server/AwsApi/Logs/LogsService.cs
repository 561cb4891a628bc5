using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Embedded.Logs;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.Logs;

/// <summary>
/// Amazon CloudWatch Logs (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html): finding and reading the
/// lines of this host. Insights queries and whatever writes are refused.
/// </summary>
internal sealed class LogsService : IAwsService
{
    private readonly FilterLogEventsOperation _filter;
    private readonly GetLogEventsOperation _get;
    private readonly DescribeLogGroupsOperation _groups;
    private readonly DescribeLogStreamsOperation _streams;

    /// <summary>Makes the service.</summary>
    /// <param name="settings">The stack's names, and how many days logs are kept.</param>
    /// <param name="archive">The log.</param>
    /// <param name="createdAt">When the log groups came to be.</param>
    /// <param name="hasStack">False when the stack was deleted: only the host's own group is there.</param>
    public LogsService(EngineSettings settings, ILogArchive archive, DateTimeOffset createdAt, bool hasStack = true)
    {
        var groups = new LogGroups(settings.Names, hasStack);
        _filter = new FilterLogEventsOperation(groups, archive);
        _get = new GetLogEventsOperation(groups, archive);
        _groups = new DescribeLogGroupsOperation(groups, archive, settings.LogRetentionDays, createdAt);
        _streams = new DescribeLogStreamsOperation(groups, archive);
    }

    /// <inheritdoc/>
    public AwsServiceTraits Traits { get; } = new("logs") { TargetPrefix = "Logs_20140328" };

    /// <inheritdoc/>
    public async Task HandleAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await (request.Operation switch
            {
                "FilterLogEvents" => _filter.HandleAsync(request, cancellationToken),
                "GetLogEvents" => _get.HandleAsync(request, cancellationToken),
                "DescribeLogGroups" => _groups.HandleAsync(request, cancellationToken),
                "DescribeLogStreams" => _streams.HandleAsync(request, cancellationToken),
                _ => throw request.UnknownOperation(),
            });
        }
        catch (PortException error)
        {
            throw new AwsException("ServiceUnavailableException", error.Message, 503);
        }
    }
}
