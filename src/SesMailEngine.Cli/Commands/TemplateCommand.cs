using System.CommandLine;

namespace SesMailEngine.Cli.Commands;

// sesmailengine template: work on templates.
internal static class TemplateCommand
{
    public static Command Create() => new("template", "Work on templates. No host is needed for a folder or a starter template.")
    {
        TemplateCheckCommand.Create(),
        TemplateRenderCommand.Create(),
        TemplateConformanceCommand.Create(),
    };
}
