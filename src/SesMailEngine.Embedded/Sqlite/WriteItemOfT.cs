namespace SesMailEngine.Embedded.Sqlite;

/// <summary>A piece of work with a result.</summary>
internal abstract class WriteItem<T> : WriteItem
{
    // Callers go on elsewhere: the writer's thread only writes.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the work is on disk.</summary>
    public Task<T> Task => _done.Task;

    /// <summary>Set by <see cref="WriteItem.Run"/>.</summary>
    protected T? Result { get; set; }

    /// <inheritdoc/>
    public override void Complete() => _done.TrySetResult(Result!);

    /// <inheritdoc/>
    public override void Fail(Exception error) => _done.TrySetException(error);
}
