using SesMailEngine.Core.Diagnosis;
using SesMailEngine.Core.Diagnosis.Answers;
using SesMailEngine.Core.Diagnosis.Gathering;

namespace SesMailEngine.Cli.Operations;

// Diagnosis of a stack through its ports: the same for why, doctor and the MCP server.
internal static class StackDiagnosis
{
    public static Diagnostician Create(StackPorts ports, AnswerWords words) => new(
        new DiagnosisPorts
        {
            Names = ports.Names,
            Tracking = ports.Tracking,
            Mails = ports.Mails,
            Suppression = ports.Suppression,
            Templates = new LazyTemplates(ports),
            Quota = ports.Quota,
            Sender = ports.Sender,
            Queues = ports.Queues,
            DeadLetters = ports.DeadLetters,
            Alarms = ports.Alarms,
            Logs = ports.Logs,
            Rules = ports.Rules,
            Stack = ports.Stack,
            Time = TimeProvider.System,
        },
        words);
}
