using System.Globalization;
using System.Text;
using System.Xml;
using VisEval.Harness.Analysis.Gate;

namespace VisEval.Harness.Reports.Gate;

/// <summary>A comparison as JUnit XML, which build servers show: a suite a dataset and network, a case a number.</summary>
/// <remarks>Worse and lost critical numbers are failures, undecided ones are skipped (failures where the policy is strict); advisory
/// numbers always pass and say their verdict in their output.</remarks>
internal static class GateJUnit
{
    /// <summary>The document; the same report gives the same bytes.</summary>
    public static string Render(GateReport report)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (var xml = XmlWriter.Create(text, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "viseval compare");
            Counts(xml, report.Rows, report.Policy, report.Warnings.Count);
            if (report.Warnings.Count > 0)
                Runs(xml, report);
            foreach (var suite in report.Rows.GroupBy(r => GateText.Place(r.Cell)))
                Suite(xml, suite.Key, [.. suite], report.Policy);
            xml.WriteEndElement();
        }
        return $"""<?xml version="1.0" encoding="utf-8"?>{"\n"}{text}{"\n"}""";
    }

    private static void Suite(XmlWriter xml, string name, IReadOnlyList<GateRow> rows, GatePolicy policy)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", name);
        Counts(xml, rows, policy, 0);
        foreach (var row in rows)
            Case(xml, row, policy);
        xml.WriteEndElement();
    }

    // A run that is not whole decides nothing: as a number that is undecided.
    private static void Runs(XmlWriter xml, GateReport report)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "runs");
        Counts(xml, [], report.Policy, report.Warnings.Count);
        foreach (var warning in report.Warnings)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", "runs");
            xml.WriteAttributeString("name", "is whole");
            xml.WriteAttributeString("time", "0");
            xml.WriteStartElement(report.Policy.Strict ? "failure" : "skipped");
            Attribute(xml, "message", warning);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, GateRow row, GatePolicy policy)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", row.Cell.Method.Shown);
        Attribute(xml, "name", GateText.Number(row.Cell));
        xml.WriteAttributeString("time", "0");
        if (IsFailure(row, policy) || IsSkipped(row, policy))
        {
            xml.WriteStartElement(IsFailure(row, policy) ? "failure" : "skipped");
            if (IsFailure(row, policy))
                Attribute(xml, "type", GateText.Word(row.Verdict));
            Attribute(xml, "message", Message(row));
            xml.WriteString(PlainText.Of(GateText.Images(row)));
            xml.WriteEndElement();
        }
        else
            xml.WriteElementString("system-out", PlainText.Of($"{Message(row)}{(row.Level == CellLevel.Advisory ? " (advisory)" : "")}"));
        xml.WriteEndElement();
    }

    private static string Message(GateRow row)
    {
        var difference = row.Difference is null
            ? ""
            : $": {GateText.Signed(row.Difference)} (95 % {GateText.Interval(row, " to ")}, {GateText.Count(row.Images, "image")})";
        var remark = GateText.Remark(row);
        return $"{GateText.Word(row.Verdict)}{difference}{(remark.Length > 0 ? "; " + remark : "")}";
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<GateRow> rows, GatePolicy policy, int warnings)
    {
        void Count(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
        Count("tests", rows.Count + warnings);
        Count("failures", rows.Count(r => IsFailure(r, policy)) + (policy.Strict ? warnings : 0));
        Count("errors", 0);
        Count("skipped", rows.Count(r => IsSkipped(r, policy)) + (policy.Strict ? 0 : warnings));
    }

    private static bool IsFailure(GateRow row, GatePolicy policy) => row.Fails || (policy.Strict && IsUndecided(row));

    private static bool IsSkipped(GateRow row, GatePolicy policy) => !policy.Strict && IsUndecided(row);

    private static bool IsUndecided(GateRow row) => row is { Level: CellLevel.Critical, Verdict: CellVerdict.Undecided };

    // Not every character of a name may stand in XML at all.
    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, PlainText.Of(value));
}
