using Microsoft.AspNetCore.Http;

namespace SesMailEngine.Server.Hosting;

/// <summary>
/// Lets requests in to what serves them, and keeps them waiting while that is exchanged for another: a change of the stack costs nobody
/// a connection.
/// </summary>
internal sealed class EndpointGate
{
    private volatile Passage? _passage;
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers one request, as soon as there is somebody to answer it.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        while (true)
        {
            // Read before the passage: whoever opens sets the passage first.
            var opened = _opened.Task;
            if (_passage is { } passage && passage.TryEnter())
            {
                try
                {
                    await passage.Entrance.HandleAsync(http);
                    return;
                }
                finally
                {
                    passage.Leave();
                }
            }
            try
            {
                await opened.WaitAsync(http.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Lets requests in.</summary>
    public void Open(Entrance entrance)
    {
        _passage = new Passage(entrance);
        _opened.TrySetResult();
    }

    /// <summary>Lets no more requests in, and waits for those that are in.</summary>
    /// <param name="limit">Ends the wait: what is still in then meets what is closed.</param>
    public async Task CloseAsync(CancellationToken limit)
    {
        _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_passage is not { } passage) return;
        passage.Close();
        try
        {
            await passage.Empty.WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            // Whoever is still in had his time.
        }
        _passage = null;
    }

    private sealed class Passage(Entrance entrance)
    {
        private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // One for the open door, one for each request; nobody comes in any more at zero.
        private int _inside = 1;
        private volatile bool _isClosed;

        public Entrance Entrance => entrance;

        public Task Empty => _empty.Task;

        public bool TryEnter()
        {
            Interlocked.Increment(ref _inside);
            if (!_isClosed) return true;
            Leave();
            return false;
        }

        public void Leave()
        {
            if (Interlocked.Decrement(ref _inside) == 0) _empty.TrySetResult();
        }

        public void Close()
        {
            _isClosed = true;
            Leave();
        }
    }
}
