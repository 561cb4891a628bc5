using SesMailEngine.Embedded.Queues;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>Moves that begin and never end by themselves.</summary>
internal sealed class FakeQueueMoves(TimeProvider time) : IQueueMoves
{
    private readonly List<QueueMove> _moves = [];

    public QueueMove? Start(string source, string? destination, int? maxPerSecond)
    {
        if (_moves.Any(m => m.Source == source && m.Status == QueueMoveStatus.Running)) return null;
        var move = new QueueMove($"move-{_moves.Count + 1}", source, destination, maxPerSecond, time.GetUtcNow(), 7) { Moved = 2 };
        _moves.Add(move);
        return move;
    }

    public IReadOnlyList<QueueMove> List(string source) => [.. _moves.Where(m => m.Source == source).Reverse()];

    public QueueMove? Cancel(string handle)
    {
        var index = _moves.FindIndex(m => m.Handle == handle && m.Status == QueueMoveStatus.Running);
        return index < 0 ? null : _moves[index] = _moves[index] with { Status = QueueMoveStatus.Cancelling };
    }
}
