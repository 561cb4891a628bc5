using SesMailEngine.Cli;

return await CommandLine.RunAsync(args);
