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

    public static void Deployment()
    {
        Console.Out.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ((int, string)[])
        [
            (ExitCodes.Success, "done"), (ExitCodes.Negative, "no such stack, or you said no"), (ExitCodes.Usage, "the command line or a file is wrong"),
            (ExitCodes.Unavailable, "AWS does not answer, or refuses for a reason of its own"), (ExitCodes.Credentials, "no credentials, or not taken"),
            (ExitCodes.AccessDenied, "Access Denied"), (ExitCodes.SenderNotReady, "Email not verified, or SES paused the account"),
            (ExitCodes.StackExists, "Stack already exists, or in a state that needs you"), (ExitCodes.BucketTaken, "Bucket already exists"),
            (ExitCodes.RolledBack, "CREATE_FAILED or UPDATE_FAILED; taken back"), (ExitCodes.DeleteFailed, "DELETE_FAILED"),
            (ExitCodes.TimedOut, "waited too long; CloudFormation goes on"), (ExitCodes.NotVerified, "the stack is there, the test mail did not arrive"),
            (ExitCodes.Interrupted, "Ctrl-C; what is true then is said"),
        ])
        {
            Console.Out.WriteLine($"  {code,-4} {meaning}");
        }
        Console.Out.WriteLine("Everything is logged to sesmailengine-install.log in the current folder.");
    }

    public static void Examples(params string[] lines)
    {
        Console.Out.WriteLine(lines.Length == 1 ? "Example:" : "Examples:");
        foreach (var line in lines) Terminal.Copyable(line);
    }
}
