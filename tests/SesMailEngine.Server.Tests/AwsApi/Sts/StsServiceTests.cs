using SesMailEngine.Server.AwsApi.Sts;
using SesMailEngine.Server.Tests.Hosting;

namespace SesMailEngine.Server.Tests.AwsApi.Sts;

public sealed class StsServiceTests
{
    [Fact]
    public async Task The_caller_is_the_root_of_the_account()
    {
        await using var endpoint = await RunningEndpoint.StartAsync([new StsService(RunningEndpoint.Names)]);

        var answer = await endpoint.QueryAsync("Action=GetCallerIdentity&Version=2011-06-15");

        answer.XmlText("Account").ShouldBe("000000000000");
        answer.XmlText("Arn").ShouldBe("arn:aws:iam::000000000000:root");
    }

    [Fact]
    public async Task Nothing_else_is_known()
    {
        await using var endpoint = await RunningEndpoint.StartAsync([new StsService(RunningEndpoint.Names)]);

        (await endpoint.QueryAsync("Action=AssumeRole&Version=2011-06-15")).XmlText("Code").ShouldBe("UnknownOperationException");
    }
}
