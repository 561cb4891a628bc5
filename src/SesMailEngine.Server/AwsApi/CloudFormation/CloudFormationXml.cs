using SesMailEngine.Core.Model;
using SesMailEngine.Server.AwsApi.Protocol;

namespace SesMailEngine.Server.AwsApi.CloudFormation;

/// <summary>What several answers have in common.</summary>
internal static class CloudFormationXml
{
    /// <summary>A time.</summary>
    public static XmlOutput Time(this XmlOutput xml, string name, DateTimeOffset? time) => xml.Element(name, time?.ToWire());

    /// <summary>Nobody compares this stack with its template.</summary>
    public static XmlOutput Drift(this XmlOutput xml, string member) =>
        xml.Start("DriftInformation").Element(member, "NOT_CHECKED").End();
}
