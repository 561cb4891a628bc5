using SesMailEngine.Core.Ports;
using SesMailEngine.Server.AwsApi.CloudFormation.Stacks;

namespace SesMailEngine.Server.Tests.Fakes;

/// <summary>A host that becomes what it is told, and remembers with which parameters.</summary>
internal sealed class FakeStackHost : IStackHost
{
    public StackPresence Presence { get; set; } = StackPresence.Whole;

    public List<(StackPresence Presence, IReadOnlyDictionary<string, string> Parameters)> Applied { get; } = [];

    public HashSet<string> Queues { get; } = [];

    public bool HasTemplates { get; set; } = true;

    public string? CodeProblem { get; set; }

    public PortException? Trouble { get; set; }

    /// <summary>Changes wait for it.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public async Task ApplyAsync(StackPresence presence, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        await Held.WaitAsync(cancellationToken);
        if (Trouble is { } trouble) throw trouble;
        Applied.Add((presence, parameters));
        Presence = presence;
    }

    public bool HasQueue(string name) => Queues.Contains(name);

    public Task<bool> HasTemplatesAsync(CancellationToken cancellationToken) => Task.FromResult(Presence.Bucket && HasTemplates);

    public Task<string?> CodeProblemAsync(string bucket, string key, CancellationToken cancellationToken) => Task.FromResult(CodeProblem);
}
