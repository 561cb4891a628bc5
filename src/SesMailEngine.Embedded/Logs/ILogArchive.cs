namespace SesMailEngine.Embedded.Logs;

/// <summary>Reads what was logged, with a bounded amount of work and memory for each call. A line is found as soon as it was written.</summary>
public interface ILogArchive
{
    /// <summary>The days on which a function logged something that is still kept, oldest first.</summary>
    /// <param name="function">The function's whole name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<LogDay>> DaysAsync(string function, CancellationToken cancellationToken);

    /// <summary>The size of a function's log on disk, in bytes.</summary>
    Task<long> SizeAsync(string function, CancellationToken cancellationToken);

    /// <summary>Reads lines.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LogPage> ReadAsync(LogQuery query, CancellationToken cancellationToken);
}
