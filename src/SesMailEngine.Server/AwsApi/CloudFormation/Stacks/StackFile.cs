using System.Text.Json;
using SesMailEngine.Core.Ports;

namespace SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

/// <summary>The stacks in the data folder's file <c>stacks.json</c>, so that they and their events outlive the process.</summary>
internal sealed class StackFile(string folder)
{
    /// <summary>The file's name.</summary>
    public const string Name = "stacks.json";

    private string FilePath => Path.Combine(folder, Name);

    /// <summary>The stacks; none when there is no file yet.</summary>
    /// <exception cref="PortException">It cannot be read.</exception>
    public IReadOnlyList<StackRecord> Read()
    {
        if (!File.Exists(FilePath)) return [];
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(FilePath), StackJson.Default.ListStackRecord) ?? [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new PortException($"{FilePath} cannot be read: {error.Message} Without it the host makes its stack anew; nothing else is in it.", false);
        }
    }

    /// <summary>Writes them: the old file or the new one is there at any moment.</summary>
    public void Write(IReadOnlyList<StackRecord> stacks)
    {
        var written = FilePath + ".new";
        using (var file = new FileStream(written, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, [.. stacks], StackJson.Default.ListStackRecord);
            file.Flush(flushToDisk: true);
        }
        File.Move(written, FilePath, overwrite: true);
    }
}
