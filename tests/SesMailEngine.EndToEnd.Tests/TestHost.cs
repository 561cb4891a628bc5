using System.Net;
using SesMailEngine.Core.Model;
using SesMailEngine.Core.Model.Settings;
using SesMailEngine.Server.Hosting;

namespace SesMailEngine.EndToEnd.Tests;

internal static class TestHost
{
    public static EmbeddedHostOptions Options(string folder, params (string Name, string Value)[] settings)
    {
        var values = SettingsCatalogue.Read([settings.Select(s => new SettingValue(s.Name, s.Value, "test"))], out var problems);
        problems.ShouldBeEmpty();
        return new EmbeddedHostOptions
        {
            DataFolder = folder,
            Settings = values,
            Endpoint = new AwsEndpointOptions
            {
                Names = new ResourceNames("sesmailengine", "000000000000", "us-east-1"),
                Address = IPAddress.Loopback,
                Port = 0,
            },
        };
    }
}
