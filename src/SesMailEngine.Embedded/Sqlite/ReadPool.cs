using System.Collections.Concurrent;

namespace SesMailEngine.Embedded.Sqlite;

/// <summary>A few connections for reading. Each sees what was committed when its read began, and never waits for the writer.</summary>
internal sealed class ReadPool(string path, int size, StoreHealth health) : IDisposable
{
    private const int CacheKilobytes = 8192;

    private readonly ConcurrentBag<Reader> _idle = [];
    private readonly SemaphoreSlim _free = new(size, size);

    /// <summary>Runs a read on the calling thread once a connection is free.</summary>
    /// <exception cref="Core.Ports.PortException">The file could not be read.</exception>
    public async Task<T> ReadAsync<TState, T>(
        Func<Reader, TState, T> read, TState state, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        Reader? reader = null;
        try
        {
            if (!_idle.TryTake(out reader)) reader = new Reader(new Database(path, readOnly: true, CacheKilobytes));
            reader.Begin();
            var result = read(reader, state);
            reader.End();
            _idle.Add(reader);
            reader = null;
            return result;
        }
        catch (DatabaseFailure failure)
        {
            var told = failure.ToPortException();
            health.Damaged(told);
            throw told;
        }
        finally
        {
            // A read that failed leaves its connection in an unknown state: it is not used again.
            reader?.Dispose();
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
        _free.Dispose();
    }
}
