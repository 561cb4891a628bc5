using SesMailEngine.Core.Model;
using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.CloudFormation.Changes;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>The stacks of this host: the one there is, those that were, and the change sets. Safe for use by several at once.</summary>
/// <param name="names">The names; the stack's name among them.</param>
/// <param name="file">Where stacks are kept; null to keep them in memory.</param>
/// <param name="log">Where a file that cannot be written is told.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="clock">The clock.</param>
internal sealed class StackBook(ResourceNames names, StackFile? file, ILog log, Func<string> ids, TimeProvider clock)
{
    private const int MaxDeleted = 20;
    private const int MaxChangeSets = 100;

    private readonly Lock _gate = new();
    private List<StackRecord> _stacks = [];
    private List<ChangeSet> _changeSets = [];

    /// <summary>The names of this host.</summary>
    public ResourceNames Names => names;

    /// <summary>All stacks, the newest first.</summary>
    public IReadOnlyList<StackRecord> All
    {
        get
        {
            lock (_gate) return [.. _stacks.OrderByDescending(stack => stack.CreatedAt)];
        }
    }

    /// <summary>The time, in the milliseconds events are told apart by.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The stack as the host's start makes it of what was there before.</summary>
    /// <param name="view">The stack this host begins with.</param>
    public void Begin(StackView view)
    {
        lock (_gate)
        {
            _stacks = [.. file?.Read() ?? []];
            var live = _stacks.Find(stack => stack.Name == names.Stack && !stack.IsDeleted);
            var isFirst = live is null && _stacks.TrueForAll(stack => stack.Name != names.Stack);
            _stacks.RemoveAll(stack => stack == live);
            _stacks.Add(live is null ? StackStart.Fresh(view, isFirst ? view.Id : IdOf(view.Names), isFirst ? null : Now) : StackStart.Again(live, view, Now));
            Save();
        }
    }

    /// <summary>The stack of a name, or of an ARN if it was deleted; null for none.</summary>
    public StackRecord? Find(string nameOrId)
    {
        lock (_gate)
        {
            return _stacks.Find(stack => stack.Id == nameOrId) ?? _stacks.Find(stack => stack.Name == nameOrId && !stack.IsDeleted);
        }
    }

    /// <summary>A stack that has no resources yet.</summary>
    public StackRecord Add(string name, string status)
    {
        var stack = new StackRecord(IdOf(names with { Stack = name }), name, Now, status);
        lock (_gate)
        {
            _stacks.Add(stack);
            Save();
        }
        return stack;
    }

    /// <summary>Changes a stack; gives what it is then.</summary>
    public StackRecord Change(string id, Func<StackRecord, StackRecord> change)
    {
        lock (_gate)
        {
            var index = _stacks.FindIndex(stack => stack.Id == id);
            var changed = change(_stacks[index]);
            if (changed.Steps.Count > StackRecord.MaxSteps) changed = changed with { Steps = [.. changed.Steps.Skip(changed.Steps.Count - StackRecord.MaxSteps)] };
            _stacks[index] = changed;
            foreach (var old in _stacks.Where(stack => stack.IsDeleted).OrderByDescending(stack => stack.DeletedAt).Skip(MaxDeleted).ToList()) _stacks.Remove(old);
            // What is under way is written when it ends: a start of the host finds the stack as it was before.
            if (!changed.IsMoving) Save();
            return changed;
        }
    }

    /// <summary>Takes a stack for a change, unless it is being changed or in none of these states.</summary>
    /// <returns>False when it is being changed, or in another state.</returns>
    public bool Take(string id, string status, Func<StackRecord, bool> isFree)
    {
        lock (_gate)
        {
            var index = _stacks.FindIndex(stack => stack.Id == id);
            if (index < 0 || _stacks[index].IsMoving || !isFree(_stacks[index])) return false;
            _stacks[index] = _stacks[index] with { Status = status, Reason = null };
            return true;
        }
    }

    /// <summary>Writes an event of a stack or of a resource of it; the stack's own changes its status.</summary>
    public void Step(string id, MadeResource? resource, string status, string? reason = null, string? token = null)
    {
        var now = Now;
        Change(id, stack =>
        {
            var (logicalId, type, physicalId) = resource is null
                ? (stack.Name, StackStep.StackType, stack.Id) : (resource.LogicalId, resource.Type, resource.PhysicalId);
            var stepId = resource is null ? ids() : $"{logicalId}-{status}-{now.ToWire()}-{stack.Steps.Count}";
            var step = new StackStep(stepId, logicalId, type, physicalId, status, now, reason, token);
            var changed = stack with { Steps = [.. stack.Steps, step] };
            if (resource is null) return changed with { Status = status, Reason = reason };
            var made = resource with { Status = status, At = now, Reason = reason };
            return changed with
            {
                Resources = stack.Find(logicalId) is { } there
                    ? [.. stack.Resources.Select(one => one == there ? made : one)] : [.. stack.Resources, made],
            };
        });
    }

    /// <summary>The change sets of a stack, the newest first.</summary>
    public IReadOnlyList<ChangeSet> ChangeSetsOf(string stackId)
    {
        lock (_gate) return [.. _changeSets.Where(set => set.StackId == stackId).OrderByDescending(set => set.CreatedAt)];
    }

    /// <summary>A change set by its ARN, or by its name and its stack; null for none.</summary>
    public ChangeSet? FindChangeSet(string nameOrId, string? stackId)
    {
        lock (_gate) return _changeSets.FindLast(set => set.Id == nameOrId || (set.Name == nameOrId && set.StackId == stackId));
    }

    /// <summary>Keeps a change set; false when its stack has as many as it may.</summary>
    public bool Add(ChangeSet set)
    {
        lock (_gate)
        {
            if (_changeSets.Count(one => one.StackId == set.StackId) >= MaxChangeSets) return false;
            _changeSets.Add(set);
            return true;
        }
    }

    /// <summary>Puts a change set in the place of the one it was.</summary>
    public void Replace(ChangeSet set)
    {
        lock (_gate) _changeSets = [.. _changeSets.Select(one => one.Id == set.Id ? set : one)];
    }

    /// <summary>Drops change sets.</summary>
    public void DropChangeSets(Predicate<ChangeSet> which)
    {
        lock (_gate) _changeSets.RemoveAll(which);
    }

    /// <summary>A new change set's ARN.</summary>
    public string ChangeSetId(string name) => names.Arn("cloudformation", $"changeSet/{name}/{ids()}");

    private string IdOf(ResourceNames of) => of.Arn("cloudformation", $"stack/{of.Stack}/{ids()}");

    private void Save()
    {
        try
        {
            file?.Write(_stacks);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.Write(new LogEntry(LogLevel.Error, "The stacks could not be written to their file") { Exception = error });
        }
    }
}
