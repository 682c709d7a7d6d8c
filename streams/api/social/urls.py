"""Addresses of the social network's API, without trailing slashes. A handle is a slug, so nothing else gets to the database."""

from django.urls import path

from streams.api.social import accounts, feeds, messages, moderation, posts

urlpatterns = [
    path("posts", posts.PostsView.as_view(), name="posts"),
    path("posts/<int:number>", posts.PostView.as_view(), name="post"),
    path("posts/<int:number>/comments", posts.CommentsView.as_view(), name="comments"),
    path("posts/<int:number>/like", posts.LikeView.as_view(), name="post_like"),
    path("posts/<int:number>/repost", posts.RepostView.as_view(), name="post_repost"),
    path("comments/<int:number>", posts.CommentView.as_view(), name="comment"),
    path("feed", feeds.FeedView.as_view(), name="feed"),
    path("search", feeds.SearchView.as_view(), name="search"),
    path("trending", feeds.TrendingView.as_view(), name="trending"),
    path("accounts", accounts.AccountsView.as_view(), name="accounts"),
    path("accounts/<slug:handle>", accounts.AccountView.as_view(), name="account"),
    path("accounts/<slug:handle>/follow", accounts.FollowView.as_view(), name="account_follow"),
    path("accounts/<slug:handle>/block", accounts.BlockView.as_view(), name="account_block"),
    path("accounts/<slug:handle>/followers", accounts.FollowersView.as_view(), name="account_followers"),
    path("accounts/<slug:handle>/following", accounts.FollowingView.as_view(), name="account_following"),
    path("accounts/<slug:handle>/posts", accounts.AccountPostsView.as_view(), name="account_posts"),
    path("me", accounts.MeView.as_view(), name="me"),
    path("me/blocks", accounts.BlocksView.as_view(), name="me_blocks"),
    path("notices", accounts.NoticesView.as_view(), name="notices"),
    path("notices/read", accounts.NoticesReadView.as_view(), name="notices_read"),
    path("messages", messages.ConversationsView.as_view(), name="messages"),
    path("messages/unread_count", messages.UnreadView.as_view(), name="messages_unread"),
    path("messages/<int:number>", messages.ConversationView.as_view(), name="conversation"),
    path("messages/<int:number>/read", messages.ConversationReadView.as_view(), name="messages_read"),
    path("groups", messages.GroupsView.as_view(), name="groups"),
    path("groups/<int:number>", messages.GroupView.as_view(), name="group"),
    path("groups/<int:number>/members", messages.GroupMembersView.as_view(), name="group_members"),
    path("reports", moderation.ReportsView.as_view(), name="reports"),
    path("reports/<int:number>/decision", moderation.DecisionView.as_view(), name="report_decision"),
    path("moderation/sanctions", moderation.SanctionsView.as_view(), name="sanctions"),
    path("moderation/sanctions/<slug:kind>/<int:number>", moderation.SanctionView.as_view(), name="sanction"),
    path("moderation/acts", moderation.ActsView.as_view(), name="moderation_acts"),
]
