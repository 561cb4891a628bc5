namespace SesMailEngine.Embedded.Sqlite;

/// <summary>Rare work, as a delegate.</summary>
internal sealed class WriteDelegate<T>(Func<T> work, Action<T>? committed) : WriteItem<T>
{
    /// <inheritdoc/>
    public override void Run() => Result = work();

    /// <inheritdoc/>
    public override void Committed() => committed?.Invoke(Result!);
}
