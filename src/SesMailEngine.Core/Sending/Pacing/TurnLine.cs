namespace SesMailEngine.Core.Sending.Pacing;

/// <summary>
/// The turns of all priorities, in two lines for each: those that wait to be let in, and those that were. Joining at the end, leaving and
/// looking at the heads cost the same however many there are. Not thread-safe.
/// </summary>
internal sealed class TurnLine
{
    /// <summary>How many priorities there are.</summary>
    public const int Priorities = 3;

    // So many in a row may pass one of lower priority that is ready.
    private const int MaxPassed = 9;

    private readonly LinkedList<SendTurn>[] outside = [new(), new(), new()];
    private readonly LinkedList<SendTurn>[] inside = [new(), new(), new()];
    private readonly int[] passed = new int[Priorities];

    /// <summary>How many were let in.</summary>
    public int Inside => inside[0].Count + inside[1].Count + inside[2].Count;

    /// <summary>True when nobody waits.</summary>
    public bool IsEmpty => Inside == 0 && outside[0].Count + outside[1].Count + outside[2].Count == 0;

    /// <summary>How many were let in that go before a newcomer of a priority.</summary>
    public int InsideBefore(SendPriority priority)
    {
        var ahead = 0;
        for (var i = 0; i <= (int)priority; i++) ahead += inside[i].Count;
        return ahead;
    }

    /// <summary>The first of a priority who waits to be let in.</summary>
    public SendTurn? FirstOutside(SendPriority priority) => outside[(int)priority].First?.Value;

    /// <summary>The first of a priority who was let in.</summary>
    public SendTurn? FirstInside(SendPriority priority) => inside[(int)priority].First?.Value;

    /// <summary>Puts a turn where its number belongs among those who wait.</summary>
    public void JoinOutside(SendTurn turn) => Join(outside[(int)turn.Priority], turn);

    /// <summary>Puts a turn where its number belongs among those who were let in.</summary>
    public void JoinInside(SendTurn turn) => Join(inside[(int)turn.Priority], turn);

    /// <summary>Takes a turn out of whatever line it is in.</summary>
    public static void Remove(SendTurn turn) => turn.Node.List?.Remove(turn.Node);

    /// <summary>
    /// Who goes next: the ready head of the highest priority, unless it passed a lower one nine times in a row. A head that is not ready
    /// holds up its own priority, no other.
    /// </summary>
    public SendTurn? Next()
    {
        SendTurn? next = null;
        for (var i = 0; i < Priorities; i++)
        {
            if (inside[i].First?.Value is not { Stage: TurnStage.Ready } head) continue;
            if (next is null || passed[i] >= MaxPassed) next = head;
        }
        return next;
    }

    /// <summary>Counts whom the one that goes has passed.</summary>
    public void Went(SendTurn turn)
    {
        passed[(int)turn.Priority] = 0;
        for (var i = (int)turn.Priority + 1; i < Priorities; i++)
        {
            if (inside[i].First?.Value is { Stage: TurnStage.Ready }) passed[i]++;
        }
    }

    private static void Join(LinkedList<SendTurn> line, SendTurn turn)
    {
        Remove(turn);
        // Nearly always at the end; one that was late goes to the front, and one whose priority rose is among few.
        if (line.First is null || line.Last!.Value.Number < turn.Number)
        {
            line.AddLast(turn.Node);
            return;
        }
        var after = line.First;
        while (after!.Value.Number < turn.Number) after = after.Next;
        line.AddBefore(after, turn.Node);
    }
}
