using SesMailEngine.Cli.Hosting;
using SesMailEngine.Core.Model.Settings;
using Spectre.Console;

namespace SesMailEngine.Cli.Output;

// What stands below the options in the help of some commands.
internal static class HelpNotes
{
    public static void StartHere()
    {
        Console.Out.WriteLine("Start here:");
        Terminal.Copyable("sesmailengine up");
        Terminal.Copyable("sesmailengine send --to you@example.com --template welcome --data '{\"userName\":\"Ada\",\"companyName\":\"Acme\"}'");
        Terminal.Copyable("sesmailengine status EMAIL-ID");
    }

    public static void Recipients()
    {
        Console.Out.WriteLine("Recipients of the mailbox simulator:");
        foreach (var (name, fate) in ((string, string)[])
        [
            ("success", "is delivered"), ("open", "is delivered and opened"), ("bounce", "bounces for good"),
            ("softbounce", "bounces, and is tried once more"), ("complaint", "is reported as spam"), ("delay", "is delivered late"),
            ("reject", "is accepted, then found to hold a virus"), ("throttle", "is never accepted: too fast"),
            ("suppressionlist", "is on SES's own list"),
        ])
        {
            Console.Out.WriteLine($"  {name + "@simulator.amazonses.com",-41}{fate}");
        }
    }

    public static void Settings()
    {
        var settings = SettingsCatalogue.All.Where(setting => setting.Scope != SettingScope.Stack).ToArray();
        var console = Terminal.Out;
        console.MarkupLineInterpolated(
            $"Settings, from --set, else the environment (SESMAILENGINE_<Name>), else {SettingSources.FileName} in the data folder:");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        foreach (var setting in settings)
        {
            var initial = setting.Default.Length == 0 ? "" : $" [{setting.Default}]";
            grid.AddRow(new Text(setting.Name), new Text(setting.Description + initial));
        }
        console.Write(grid);
    }

    public static void Examples(params string[] lines)
    {
        Console.Out.WriteLine(lines.Length == 1 ? "Example:" : "Examples:");
        foreach (var line in lines) Terminal.Copyable(line);
    }
}
