using System.Text;
using System.Text.Json;
using SesMailEngine.Core.Model;
using SesMailEngine.Embedded.Ids;
using SesMailEngine.Embedded.Sqlite;

namespace SesMailEngine.Embedded.History;

/// <summary>The rows of the stack's history. Made before the writer starts, used on its thread.</summary>
internal sealed class StackHistoryTable
{
    /// <summary>Changes kept: the first and the latest.</summary>
    public const int MaxChanges = 100;

    private readonly Statement _stack;
    private readonly Statement _putStack;
    private readonly Statement _queueMade;
    private readonly Statement _changes;
    private readonly Statement _putChange;
    private readonly Statement _forget;
    private readonly UuidSource _ids;

    /// <summary>Prepares the statements.</summary>
    public StackHistoryTable(Database database, UuidSource ids)
    {
        _ids = ids;
        _stack = database.Prepare("SELECT id, created_at FROM stack WHERE arn = ?1");
        _putStack = database.Prepare("INSERT INTO stack VALUES (?1, ?2, ?3)");
        _queueMade = database.Prepare("SELECT created_at FROM queue WHERE name = ?1");
        _changes = database.Prepare("SELECT seq, at, settings FROM stack_change WHERE stack = ?1 ORDER BY seq");
        _putChange = database.Prepare("INSERT INTO stack_change VALUES (?1, ?2, ?3, ?4)");
        _forget = database.Prepare("DELETE FROM stack_change WHERE stack = ?1 AND seq > 0 AND seq <= ?2");
    }

    /// <summary>Adds a change if these settings differ from the latest; the history with them.</summary>
    public StackHistory Record(ResourceNames names, IReadOnlyDictionary<string, string> settings, DateTimeOffset now)
    {
        var arn = names.Arn("cloudformation", $"stack/{names.Stack}");
        var (id, createdAt) = Find(arn) ?? Make(arn, names, now);
        var changes = new List<StackChange>();
        var last = -1L;
        _changes.Bind(1, arn);
        while (_changes.Step())
        {
            last = _changes.Long(0);
            changes.Add(new StackChange(Time(_changes.Long(1)), Parse(_changes.Text(2))));
        }
        var change = new StackChange(changes.Count == 0 ? createdAt : now.ToMilliseconds(), settings);
        if (changes.Count > 0 && change.NamesChangedFrom(changes[^1]).Count == 0) return new(id, createdAt, changes);
        _putChange.Bind(1, arn).Bind(2, last + 1).Bind(3, change.At.ToUnixTimeMilliseconds()).Bind(4, ToJson(settings)).Run();
        _forget.Bind(1, arn).Bind(2, last + 2 - MaxChanges).Run();
        changes.Add(change);
        if (changes.Count > MaxChanges) changes.RemoveAt(1);
        return new(id, createdAt, changes);
    }

    private (Guid Id, DateTimeOffset CreatedAt)? Find(string arn)
    {
        if (!_stack.Bind(1, arn).Step()) return null;
        var found = (Guid.Parse(_stack.Text(0)), Time(_stack.Long(1)));
        _stack.Reset();
        return found;
    }

    private (Guid Id, DateTimeOffset CreatedAt) Make(string arn, ResourceNames names, DateTimeOffset now)
    {
        var createdAt = now.ToMilliseconds();
        if (_queueMade.Bind(1, names.EmailQueue).Step())
        {
            createdAt = Time(_queueMade.Long(0));
            _queueMade.Reset();
        }
        var id = _ids.Next();
        _putStack.Bind(1, arn).Bind(2, id.ToString()).Bind(3, createdAt.ToUnixTimeMilliseconds()).Run();
        return (id, createdAt);
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static string ToJson(IReadOnlyDictionary<string, string> settings)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in settings) json.WriteString(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static Dictionary<string, string> Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal);
    }
}
