using SesMailEngine.Core.Model;

namespace SesMailEngine.Server.AwsApi.Lambda;

/// <summary>The three functions of the stack. Only the seeder can be invoked by hand: the other two are started by queues and feedback.</summary>
internal static class StackFunctions
{
    /// <summary>The functions, with the variables that tell a reader how they are set.</summary>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="seed">Runs the template seeder.</param>
    public static IReadOnlyList<LocalFunction> Of(
        EngineSettings settings, Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>> seed)
    {
        var names = settings.Names;
        KeyValuePair<string, string>[] common =
        [
            new("STACK_NAME", names.Stack),
            new("EVENT_BUS_NAME", names.EventBus),
        ];
        return
        [
            new LocalFunction(names.EmailSender, "Sends Email Requests from the buffer queue", 512, 30, common),
            new LocalFunction(names.FeedbackProcessor, "Processes bounces, complaints and deliveries", 256, 15, common),
            new LocalFunction(
                names.TemplateSeeder, "Installs and updates the starter templates", 256, 300,
                [new("STACK_NAME", names.Stack), new("TEMPLATE_BUCKET", names.TemplateBucket)])
            {
                Run = seed,
            },
        ];
    }
}
