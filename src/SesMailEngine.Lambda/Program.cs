using Microsoft.Win32.SafeHandles;
using SesMailEngine.Lambda;
using SesMailEngine.Lambda.Runtime;

const string ApiVariable = "AWS_LAMBDA_RUNTIME_API";
if (Environment.GetEnvironmentVariable(ApiVariable) is not { Length: > 0 } address)
{
    await Console.Error.WriteLineAsync($"This program runs in AWS Lambda, which sets {ApiVariable}.");
    return 2;
}
using var api = new RuntimeApi(address);
// Standard output as it is, without the console's encodings and locks.
await using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
var entrance = new Entrance(
    api, Environment.GetEnvironmentVariable, trace => Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", trace), output, TimeProvider.System);
using var functions = new Functions();
return await entrance.RunAsync(functions.Create, CancellationToken.None);
