using System.CommandLine;

namespace SesMailEngine.Cli.Commands;

// sesmailengine template: work on templates.
internal static class TemplateCommand
{
    public static Command Create()
    {
        var command = Tree();
        command.Aliases.Add("templates");
        return command;
    }

    private static Command Tree() => new("template", "Work on templates. No host is needed to check or render a folder or a starter template.")
    {
        TemplateCheckCommand.Create(),
        TemplateRenderCommand.Create(),
        TemplateConformanceCommand.Create(),
        TemplateListCommand.Create(),
        TemplateTransferCommands.Get(),
        TemplateTransferCommands.Put(),
        TemplateTransferCommands.Diff(),
        SeedCommand.Create(),
    };
}
