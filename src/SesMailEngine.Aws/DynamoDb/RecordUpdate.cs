using Amazon.DynamoDBv2.Model;
using SesMailEngine.Core.Model;
using Names = SesMailEngine.Aws.DynamoDb.RecordAttributes;

namespace SesMailEngine.Aws.DynamoDb;

/// <summary>From one record to another, on condition that nobody wrote in between: what differs is set or removed.</summary>
internal static class RecordUpdate
{
    /// <summary>Writes the difference of two records to an update.</summary>
    /// <param name="update">The update.</param>
    /// <param name="before">The record that was read.</param>
    /// <param name="version">The version it had; null when it had none (an item the engine did not write).</param>
    /// <param name="after">The record it becomes.</param>
    public static void Write(UpdateText update, TrackingRecord before, long? version, TrackingRecord after)
    {
        update.Require($"attribute_exists({update.Name(Names.EmailId)})");
        update.Require(version is { } known
            ? $"{update.Name(Names.Version)} = {update.Value(ItemValues.Number(known))}"
            : $"attribute_not_exists({update.Name(Names.Version)})");
        var (old, fresh) = (RecordItem.Write(before), RecordItem.Write(after));
        foreach (var (name, value) in fresh)
        {
            if (!old.TryGetValue(name, out var had) || !ItemValues.AreEqual(had, value)) update.Set(name, value);
        }
        foreach (var name in old.Keys)
        {
            if (!fresh.ContainsKey(name)) update.Remove(name);
        }
    }

    /// <summary>Marks an update as a write of its own: one version more, and the name its writer knows it by.</summary>
    public static void Mark(UpdateText update, string token)
    {
        update.Add(Names.Version, ItemValues.Number(1));
        update.Set(Names.LastWrite, ItemValues.Text(token));
    }
}
