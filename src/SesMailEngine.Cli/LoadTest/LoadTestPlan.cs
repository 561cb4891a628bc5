namespace SesMailEngine.Cli.LoadTest;

internal sealed record LoadTestPlan(int Mails, int Connections, string Template, string Stack, TimeSpan Timeout, double? Rate = null);
