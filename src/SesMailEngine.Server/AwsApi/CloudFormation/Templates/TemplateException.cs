namespace SesMailEngine.Server.AwsApi.CloudFormation.Templates;

/// <summary>A template cannot be read or worked out; the message says where, for whoever wrote it.</summary>
internal sealed class TemplateException(string message) : Exception(message);
