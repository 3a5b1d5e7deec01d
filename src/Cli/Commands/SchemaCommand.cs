using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Harness.Schemas;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval schema</c>: JSON schemas of the files that people write.</summary>
internal static class SchemaCommand
{
    /// <summary>The command with one subcommand for each kind of file.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command(
            "schema", "The JSON schema of a file, for editors: name its path in the file's field $schema. "
            + string.Join(", ", FileSchema.All.Select(s => s.Name)) + ".");
        foreach (var schema in FileSchema.All)
        {
            var plugins = new PluginOption();
            var sub = new Command(schema.Name, schema.About) { plugins.Option };
            sub.SetAction(parse =>
            {
                host.Out.Write(schema.Text(plugins.Catalogues(new ArgumentReader(parse), host.CurrentDirectory)));
                return ExitStatus.Done;
            });
            command.Add(sub);
        }
        return command;
    }
}
