using System.CommandLine;

namespace SesMailEngine.Cli.Commands;

// sesmailengine template: work on templates without a host.
internal static class TemplateCommand
{
    public static Command Create() => new("template", "Work on templates: no host needed.")
    {
        TemplateConformanceCommand.Create(),
    };
}
