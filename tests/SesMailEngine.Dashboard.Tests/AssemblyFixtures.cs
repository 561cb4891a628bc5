using SesMailEngine.Dashboard.Tests;

[assembly: AssemblyFixture(typeof(DashboardHost))]
