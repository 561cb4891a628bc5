"""Makes what the guide's commands look at: mails that ended in each way, dead letters, suppressions."""
import mail
from checks import equal, eventually

# In this order: once a mail has bounced, the bounce-rate guard may close.
MAILS = [
    ("email-123", "open@simulator.amazonses.com", {"metadata": {"campaignId": "summer-sale-2024", "source": "newsletter"}}, "opened"),
    ("email-ok", "success@simulator.amazonses.com", {"metadata": {"campaignId": "summer-sale-2024"}}, "delivered"),
    ("email-no-template", "success@simulator.amazonses.com", {"template": "nope"}, "failed"),
    ("email-no-variable", "success@simulator.amazonses.com", {"data": {}}, "failed"),
    ("email-throttled", "throttle@simulator.amazonses.com", {}, "failed"),
    ("email-complaint", "complaint@simulator.amazonses.com", {}, "complained"),
    ("email-soft", "softbounce@simulator.amazonses.com", {}, "soft_bounced"),
    ("email-bounced", "bounce@simulator.amazonses.com", {}, "bounced"),
]


def make():
    for email_id, to, more, status in MAILS:
        mail.publish(to, emailId=email_id, source="my.application", **more)
    for email_id, _, _, status in MAILS:
        equal(f"situation: {email_id} is {status}", mail.settled(email_id, {status}, 40).get("status"), status)
    mail.publish("bounce@simulator.amazonses.com", emailId="email-suppressed", source="my.application")
    equal("situation: the next mail to a bounced address fails", mail.settled("email-suppressed", {"failed"}).get("status"), "failed")
    equal("situation: a soft bounce is retried", len(eventually(lambda: mail.attempts("email-soft"), lambda a: len(a) == 2)), 2)
    mail.dynamodb.put_item(TableName=mail.SUPPRESSION, Item={
        "email": {"S": "user@example.com"}, "suppressionType": {"S": "bounce"}, "reason": {"S": "consecutive-soft-bounces"},
        "addedToSuppressionDate": {"S": "2026-01-01T00:00:00.000Z"}})
